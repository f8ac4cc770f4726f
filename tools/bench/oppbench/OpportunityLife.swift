import Opportunities
import Schema

/// The life of one opportunity, as commands: created, called, graded, moved, visited, moved, revised,
/// visited, moved, won.
struct OpportunityLife {
  /// From created to won.
  static let commands = 10

  private let opportunity: String
  private let owner: Int
  private let customer: Int
  private let today: Int32
  private let actor: Actor

  /// - Parameters:
  ///   - owner: who acts, too; any number, as is the customer's.
  ///   - today: days since 1970: nobody may expect to close earlier.
  init(opportunity: String, owner: Int, customer: Int, today: Int32) {
    self.opportunity = opportunity
    self.owner = owner
    self.customer = customer
    self.today = today
    actor = Actor(kind: .user, id: CommandMix.ownerID(owner))
  }

  /// Appends the bytes of the command at `step`, counted from 0; each needs all before it.
  ///
  /// - Parameter staysOpen: the opportunity is not won but visited once more, as often as asked for.
  func append(
    _ step: Int, staysOpen: Bool = false, id: CommandID, to bytes: inout [UInt8]
  ) {
    let life = self
    WireWriter.append(to: &bytes) { writer in
      CommandMix.open(&writer, id: id, life.actor)
      life.writeBody(step, staysOpen, id, to: &writer)
    }
  }

  private func writeBody(
    _ step: Int, _ staysOpen: Bool, _ id: CommandID, to writer: inout WireWriter
  ) {
    switch step {
    case 0: writer.message(50, create)
    case 2: writer.message(51, grade)
    case 3: writer.message(53) { move(.contact, .needs, "已电话确认需求与预算，对方采购部已立项，会议纪要见附件", &$0) }
    case 5: writer.message(53) { move(.needs, .proposal, "方案、报价与实施计划已发给客户采购部和设备部，等待评审", &$0) }
    case 6: writer.message(55, reviseAmount)
    case 8: writer.message(53) { move(.proposal, .closing, "客户法务确认合同条款无异议，双方约定本周内完成盖章", &$0) }
    case 9 where !staysOpen: writer.message(57) { win(id, &$0) }
    default: writer.message(52) { followUp(step, &$0) }
    }
  }

  private func create(_ writer: inout WireWriter) {
    writer.string(1, opportunity)
    writer.string(2, CommandMix.customerID(customer))
    writer.string(3, "二期厂房设备升级与产线改造项目")
    writer.message(4) { money(8_800_000, &$0) }
    writer.identifierText(5, actor.id)
    writer.strings(6, ["缩短交付周期", "降低停机时间"])
    writer.optionalSInt32(7, today + 45)
    writer.string(8, "exhibition")
    writer.enumeration(9, Stage.contact)
  }

  private func grade(_ writer: inout WireWriter) {
    writer.string(1, opportunity)
    writer.enumeration(2, Grade.a)
    writer.message(3) { writer in
      writer.bool(1, true)
      writer.bool(2, true)
      writer.optionalUInt32(3, 21)
      writer.uint32(4, 2)
    }
  }

  private func followUp(_ step: Int, _ writer: inout WireWriter) {
    writer.string(1, opportunity)
    writer.enumeration(2, step == 1 ? Channel.phone : Channel.visit)
    writer.strings(3, step == 7 ? ["price-too-high", "likes-proposal"] : ["interested"])
    writer.string(
      5,
      "与设备部王经理沟通四十分钟，对方关注交付周期和售后响应，另需采购部会签，"
        + "约定下周三前给出书面答复")
    writer.uint32(6, 25)
  }

  private func move(_ from: Stage, _ to: Stage, _ note: String, _ writer: inout WireWriter) {
    writer.string(1, opportunity)
    writer.enumeration(2, from)
    writer.enumeration(3, to)
    writer.string(4, note)
  }

  private func reviseAmount(_ writer: inout WireWriter) {
    writer.string(1, opportunity)
    writer.message(2) { money(8_360_000, &$0) }
    writer.string(3, "客户增加一年质保并要求分期付款，部门经理已批准九五折")
  }

  private func win(_ id: CommandID, _ writer: inout WireWriter) {
    writer.string(1, opportunity)
    writer.string(3, "HT-2026-\(owner)-\(id.low % 1_000_000)")
  }

  private func money(_ minorUnits: Int64, _ writer: inout WireWriter) {
    writer.int64(1, minorUnits)
    writer.string(2, "CNY")
  }
}
