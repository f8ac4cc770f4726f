import Opportunities
import Schema

/// A salesperson's day, as bytes: opportunities created, talked about, moved on and signed.
///
/// Every command is acceptable when sent in the order written: each lane changes opportunities of
/// its own, under its own owner, and nothing depends on another lane.
struct CommandMix {
  static let owners = 64
  static let customers = 1_000
  /// Commands in the life of one opportunity.
  private static let lifeCommands = 10

  /// Distinguishes the command ids of this run from those of every other.
  private let salt: UInt64
  /// Today, days since 1970: nobody may expect to close earlier.
  private let today: Int32
  private var lanes = 0

  init(salt: UInt64, today: Int32) {
    self.salt = salt
    self.today = today
  }

  /// A new lane, which continues no other.
  mutating func nextLane() -> Lane {
    lanes += 1
    return Lane(number: lanes, salt: salt, today: today)
  }

  /// The people and customers that all lanes need, in an order in which each may be registered.
  func registrations() -> [[UInt8]] {
    var commands: [[UInt8]] = []
    var serial: UInt64 = 0
    func add(_ field: UInt32, _ write: (inout WireWriter) -> Void) {
      serial += 1
      var bytes: [UInt8] = []
      WireWriter.append(to: &bytes) { writer in
        Self.open(&writer, id: Self.id(salt, 0, serial), Actor(kind: .integration, id: "oppbench"))
        writer.message(field, write)
      }
      commands.append(bytes)
    }
    add(30) { writer in
      writer.string(1, "bench-team")
      writer.string(2, "华东销售一组")
    }
    for owner in 0..<Self.owners {
      add(32) { writer in
        writer.string(1, Self.ownerID(owner))
        writer.string(2, "销售代表\(owner)")
        writer.enumerations(3, [Role.rep])
        writer.string(4, "bench-team")
      }
    }
    for customer in 0..<Self.customers {
      add(40) { writer in
        writer.string(1, Self.customerID(customer))
        writer.enumeration(2, CustomerKind.organisation)
        writer.string(3, "上海第\(customer)机械有限公司")
        writer.string(5, "manufacturing")
        writer.string(6, "east")
      }
    }
    return commands
  }

  fileprivate static func ownerID(_ index: Int) -> String { "rep-\(index % owners)" }
  fileprivate static func customerID(_ index: Int) -> String { "cust-\(index % customers)" }

  fileprivate static func open(_ writer: inout WireWriter, id: CommandID, _ actor: Actor) {
    writer.commandID(1, id)
    writer.message(2) { writer in
      writer.enumeration(1, actor.kind)
      writer.string(2, actor.id)
    }
  }

  /// An id that looks like a random UUID, as those of real clients do (splitmix64).
  fileprivate static func id(_ salt: UInt64, _ lane: UInt64, _ serial: UInt64) -> CommandID {
    let seed = salt ^ lane << 40 ^ serial
    return CommandID(high: mixed(seed), low: mixed(seed ^ 0x9E37_79B9_7F4A_7C15))
  }

  private static func mixed(_ seed: UInt64) -> UInt64 {
    var value = seed &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// The commands of one connection, one opportunity after another.
  struct Lane {
    private let number: Int
    private let salt: UInt64
    private let today: Int32
    private let actor: Actor
    private var serial: UInt64 = 0
    private var opportunity = ""

    fileprivate init(number: Int, salt: UInt64, today: Int32) {
      self.number = number
      self.salt = salt
      self.today = today
      actor = Actor(kind: .user, id: CommandMix.ownerID(number))
    }

    /// Appends the next command's bytes.
    mutating func appendNext(to bytes: inout [UInt8]) {
      let step = Int(serial % UInt64(CommandMix.lifeCommands))
      let life = serial / UInt64(CommandMix.lifeCommands)
      if step == 0 { opportunity = "opp-\(number)-\(life)" }
      serial += 1
      let lane = self
      WireWriter.append(to: &bytes) { writer in
        let id = CommandMix.id(lane.salt, UInt64(lane.number), lane.serial)
        CommandMix.open(&writer, id: id, lane.actor)
        lane.writeBody(step, life, to: &writer)
      }
    }

    private func writeBody(_ step: Int, _ life: UInt64, to writer: inout WireWriter) {
      switch step {
      case 0: writer.message(50) { create(Int(truncatingIfNeeded: life), &$0) }
      case 2: writer.message(51, grade)
      case 3: writer.message(53) { move(.contact, .needs, "已电话确认需求与预算，对方采购部已立项，会议纪要见附件", &$0) }
      case 5: writer.message(53) { move(.needs, .proposal, "方案、报价与实施计划已发给客户采购部和设备部，等待评审", &$0) }
      case 6: writer.message(55, reviseAmount)
      case 8: writer.message(53) { move(.proposal, .closing, "客户法务确认合同条款无异议，双方约定本周内完成盖章", &$0) }
      case 9: writer.message(57, win)
      default: writer.message(52) { followUp(step, &$0) }
      }
    }

    private func create(_ life: Int, _ writer: inout WireWriter) {
      writer.string(1, opportunity)
      writer.string(2, CommandMix.customerID(life &* 31 &+ number))
      writer.string(3, "二期厂房设备升级与产线改造项目")
      writer.message(4) { money(8_800_000, &$0) }
      writer.string(5, actor.id)
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

    private func win(_ writer: inout WireWriter) {
      writer.string(1, opportunity)
      writer.string(3, "HT-2026-\(number)-\(serial)")
    }

    private func money(_ minorUnits: Int64, _ writer: inout WireWriter) {
      writer.int64(1, minorUnits)
      writer.string(2, "CNY")
    }
  }
}
