import Foundation
import Schema
import SwiftProtobuf
import Testing

@testable import oppctl

@Suite("Commands as people write them")
struct FriendlyJSONTests {
  private let reader = CommandReader(actor: ActorArgument.standard.actor)

  @Test("friendly forms read like the plain ones")
  func friendly() throws {
    let friendly = try reader.command(
      #"""
      {"commandId": "00112233-4455-6677-8899-aabbccddeeff", "occurredAtMs": "2026-03-01T09:30+08:00",
       "actor": {"kind": "user", "id": "rep-1"},
       "createOpportunity": {"opportunityId": "o", "customerId": "c", "title": "t", "ownerId": "rep-1",
       "amount": {"value": "1234.50", "currency": "CNY"}, "expectedCloseDay": "2026-03-31",
       "stage": "quoted", "grade": "A", "gradeBasis": {"need": true}}}
      """#)
    let plain = try reader.command(
      #"""
      {"command_id": "ABEiM0RVZneImaq7zN3u/w==", "occurred_at_ms": "1772328600000",
       "actor": {"kind": "KIND_USER", "id": "rep-1"},
       "create_opportunity": {"opportunity_id": "o", "customer_id": "c", "title": "t", "owner_id": "rep-1",
       "amount": {"minor_units": 123450, "currency": "CNY"}, "expected_close_day": 20543,
       "stage": "STAGE_QUOTED", "grade": "GRADE_A", "grade_basis": {"need": true}}}
      """#)
    #expect(friendly == plain)
  }

  @Test("a missing id is a fresh UUID, a missing actor the standard one")
  func completes() throws {
    let line = #"{"archiveOpportunity": {"opportunityId": "o", "reason": "r"}}"#
    let (first, second) = (try reader.command(line), try reader.command(line))
    #expect(first.commandID.count == 16)
    #expect(first.commandID != second.commandID)
    #expect(first.actor.kind == .integration)
    #expect(first.actor.id == "oppctl")
  }

  @Test(
    "what is wrong is named",
    arguments: [
      (#"{"winOpportunity": {"opportunityId": "o"}"#, 42, nil, "',' or '}'"),
      (#"[1]"#, 1, nil, "a command is an object"),
      (#"{}"#, nil, nil, "no command in it"),
      (
        #"{"winOpportunity": {"oppId": "o"}}"#, nil, "winOpportunity.oppId",
        "no such field; there are opportunityId, "
      ),
      (
        #"{"wonOpportunity": {"opportunityId": "o"}}"#, nil, "wonOpportunity",
        "no such field; a command is told by its kind"
      ),
      (
        #"{"createOpportunity": {"products": [{"productId": "p"}, {"name": "x"}]}}"#, nil,
        "createOpportunity.products.1.name", "no such field; there are productId, "
      ),
      (
        #"{"moveStage": {"from": "contact", "to": "signed"}}"#, nil, "moveStage.to",
        "no such word in the catalogue of this field; it takes one of contact, needs, "
      ),
      (
        #"{"createOpportunity": {"title": "t", "amount": {"minorUnits": "x", "currency": "CNY"}}}"#,
        nil, "createOpportunity.amount.minorUnits", "number"
      ),
      (
        #"{"reviseAmount": {"amount": {"value": "1.234", "currency": "CNY"}}}"#, nil,
        "reviseAmount.amount.value", "no amount of CNY"
      ),
      (#"{"occurredAtMs": "2026-03-01T09:30"}"#, nil, "occurredAtMs", "names no zone"),
      (
        #"{"logFollowUp": {"opportunityId": "o", "nextDueAtMs": "2026-03-01"}}"#, nil,
        "logFollowUp.nextDueAtMs", "names no zone"
      ),
      (#"{"occurredAtMs": "yesterday"}"#, nil, "occurredAtMs", "no ISO 8601 time"),
      (
        #"{"commandId": "00112233-4455-6677-8899-aabbccddeefg"}"#, nil, "commandId",
        "not a UUID"
      ),
      (
        #"{"winOpportunity": {}, "loseOpportunity": {}}"#, nil, nil, "two commands in one"
      ),
    ] as [(String, Int?, String?, String)])
  func faults(line: String, column: Int?, field: String?, message: String) {
    do {
      _ = try reader.command(line)
      Issue.record("taken")
    } catch {
      #expect(error.message.contains(message), "\(error)")
      #expect(error.column == column)
      #expect(error.field == field)
    }
  }
}
