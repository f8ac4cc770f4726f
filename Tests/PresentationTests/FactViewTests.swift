import Foundation
import Schema
import SwiftProtobuf
import Testing

@testable import Presentation

@Suite("Events are shown by the lexicon")
struct FactViewTests {
  private func shown(_ event: PBRecord.OneOf_Event) throws -> (name: Word, json: String) {
    let view = try #require(FactView(of: PBRecord.with { $0.event = event }))
    return (view.name, JSONValue(fields: view.fields).line)
  }

  @Test("Money, digests and moments look as everywhere")
  func quote() throws {
    let (name, json) = try shown(
      .quoteIssued(
        .with {
          $0.version = 2
          $0.amount.minorUnits = 123_450
          $0.amount.currency = "CNY"
          $0.fileSha256 = Data(repeating: 0xAB, count: 32)
          $0.validUntilMs = 1_772_328_600_000
        }))
    #expect(name.code == "quote-issued")
    #expect(name.label(.zh) == "发出报价" && name.label(.en) == "Quote issued")
    #expect(json.contains(#""version":2"#))
    #expect(json.contains(#""value":"1234.50","currency":"CNY","minor_units":123450"#))
    #expect(json.contains(#""file_sha256":"abababab"#))
    #expect(json.contains(#""valid_until_ms":1772328600000"#))
  }

  @Test("What says nothing is left out, lists and words are taken")
  func others() throws {
    let (_, task) = try shown(
      .taskReassigned(
        .with {
          $0.toAssigneeID = "li"
          $0.reason = "忙"
        }))
    #expect(task == #"{"to_assignee_id":"li","reason":"忙"}"#)
    let (_, talk) = try shown(
      .followUpLogged(
        .with {
          $0.channel = .phone
          $0.tags = ["interested", "price-too-high"]
          $0.sentiment = .objection
        }))
    #expect(
      talk
        == #"{"channel":"phone","tags":["interested","price-too-high"],"sentiment":"objection","#
        + #""contradicts_grade":false}"#)
    let (_, user) = try shown(
      .userRegistered(
        .with {
          $0.name = "李"
          $0.roles = [.rep, .departmentHead]
        }))
    #expect(user == #"{"name":"李","roles":["rep","department-head"]}"#)
  }

  @Test("A word of a later version is shown by its number")
  func unknownWord() throws {
    let (_, json) = try shown(.followUpLogged(.with { $0.channel = .UNRECOGNIZED(99) }))
    #expect(json == #"{"channel":"Channel-99","contradicts_grade":false}"#)
  }

  @Test("A record without an event has no fact")
  func none() {
    let hasFact = FactView(of: PBRecord()) != nil
    #expect(!hasFact)
  }
}
