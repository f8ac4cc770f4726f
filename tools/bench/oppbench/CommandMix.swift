import Glibc
import Opportunities
import Schema

/// A salesperson's day, as bytes: opportunities created, talked about, moved on and signed.
///
/// Every command is acceptable when sent in the order written: each lane changes opportunities of
/// its own, under its own owner, and nothing depends on another lane.
struct CommandMix {
  static let owners = 64
  static let customers = 1_000

  /// Distinguishes the command ids of this run from those of every other.
  private let salt: UInt64
  /// Today, days since 1970: nobody may expect to close earlier.
  private let today: Int32
  private var lanes = 0

  /// - Parameter lanesFrom: no lane gets this number or a lower one: those are taken.
  init(salt: UInt64, today: Int32, lanesFrom lane: Int = 0) {
    self.salt = salt
    self.today = today
    lanes = lane
  }

  /// Days since 1970, in UTC.
  static var currentDay: Int32 { Int32(time(nil) / 86_400) }

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

  static func ownerID(_ index: Int) -> String { "rep-\(index % owners)" }
  static func customerID(_ index: Int) -> String { "cust-\(index % customers)" }

  static func open(_ writer: inout WireWriter, id: CommandID, _ actor: Actor) {
    writer.commandID(1, id)
    writer.message(2) { writer in
      writer.enumeration(1, actor.kind)
      writer.identifierText(2, actor.id)
    }
  }

  /// An id that looks like a random UUID, as those of real clients do (splitmix64).
  static func id(_ salt: UInt64, _ lane: UInt64, _ serial: UInt64) -> CommandID {
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
    private var serial: UInt64 = 0

    fileprivate init(number: Int, salt: UInt64, today: Int32) {
      self.number = number
      self.salt = salt
      self.today = today
    }

    /// Appends the next command's bytes.
    mutating func appendNext(to bytes: inout [UInt8]) {
      let step = Int(serial % UInt64(OpportunityLife.commands))
      let turn = Int(serial / UInt64(OpportunityLife.commands))
      serial += 1
      let life = OpportunityLife(
        opportunity: "opp-\(number)-\(turn)", owner: number, customer: turn &* 31 &+ number,
        today: today)
      life.append(step, id: CommandMix.id(salt, UInt64(number), serial), to: &bytes)
    }
  }
}
