import Schema
import SwiftProtobuf

/// Who sells, for whom, to whom: everything that follows from the seed alone.
struct DemoCast {
  struct Rep {
    let id: String
    let team: Int
    /// Multiplies the chance that a talk moves a deal forward; 0.7 to 1.35.
    let skill: Double
    /// How reliably deals are followed up; 0.55 to 1.
    let diligence: Double
    /// Chance to call a B an A and a C a B; most reps are honest.
    let inflation: Double
    /// Milliseconds since 1970 UTC; nil: stays.
    let leavesAt: Int64?
  }

  struct Team {
    let id: String
    let name: String
    let department: Int
    let reps: Range<Int>
  }

  private static let repsInTeam = 6

  let prefix: String
  let seed: UInt64
  let reps: [Rep]
  let teams: [Team]

  /// - Parameters:
  ///   - opportunities: one rep for about forty of them, 8 to 600 in all.
  ///   - start, end: of the story, milliseconds; one rep in twenty leaves in its second half.
  init(seed: UInt64, opportunities: Int, start: Int64, end: Int64) {
    self.seed = seed
    let prefix = "demo\(seed)"
    self.prefix = prefix
    let count = min(max(opportunities / 40, 8), 600)
    let leavers = max(1, count / 20)
    var random = DemoRandom(seed: seed, stream: 1)
    var reps: [Rep] = []
    for index in 0..<count {
      let isInflating = random.chance(0.3)
      let leaving = random.between(0.5, 0.85)
      reps.append(
        Rep(
          id: "\(prefix)-rep-\(Self.padded(index + 1, 2))", team: index / Self.repsInTeam,
          skill: random.between(0.7, 1.35), diligence: random.between(0.55, 1),
          inflation: isInflating ? random.between(0.3, 0.7) : random.between(0, 0.08),
          leavesAt: index % 20 == 2 && index / 20 < leavers
            ? start + Int64(Double(end - start) * leaving) : nil))
    }
    self.reps = reps
    teams = (0..<(count + Self.repsInTeam - 1) / Self.repsInTeam).map { index in
      let department = index % DemoTexts.departments.count
      let number = index / DemoTexts.departments.count + 1
      let (code, name) = DemoTexts.departments[department]
      let first = index * Self.repsInTeam
      return Team(
        id: "\(prefix)-\(code)-\(number)", name: "\(name)销售\(number)组", department: department,
        reps: first..<min(first + Self.repsInTeam, count))
    }
  }

  // MARK: Who is who

  /// Open opportunities a rep may own at most.
  static let capacity: UInt32 = 60

  var boss: String { "\(prefix)-boss" }
  var operations: String { "\(prefix)-operations" }

  func team(of rep: Int) -> Team { teams[reps[rep].team] }

  func manager(of rep: Int) -> String { "\(team(of: rep).id)-manager" }

  func head(of rep: Int) -> String {
    "\(prefix)-head-\(DemoTexts.departments[team(of: rep).department].code)"
  }

  func department(of team: Team) -> String {
    "\(prefix)-\(DemoTexts.departments[team.department].code)"
  }

  func departmentName(of team: Team) -> String { DemoTexts.departments[team.department].name }

  /// A team that sells nothing.
  func office(_ code: String) -> String { "\(prefix)-\(code)" }

  /// - Parameter number: 1 or 2.
  func officer(_ office: String, _ number: Int) -> String { "\(prefix)-\(office)-\(number)" }

  /// Whoever cleans the lead of a number, and the other one, who checks it.
  func cleaner(_ lead: Int) -> String { officer("marketing", 1 + lead % 2) }

  func otherCleaner(than cleaner: String) -> String {
    let first = officer("marketing", 1)
    return cleaner == first ? officer("marketing", 2) : first
  }

  func hasLeft(_ rep: Int, by moment: Int64) -> Bool {
    reps[rep].leavesAt.map { $0 <= moment } ?? false
  }

  /// The next rep of the team, who takes over what somebody leaves.
  func successor(of rep: Int) -> Int {
    let reps = team(of: rep).reps
    return rep + 1 < reps.upperBound ? rep + 1 : reps.lowerBound
  }

  /// Somebody else of the team who works there until then; nil: there is nobody.
  func colleague(
    of rep: Int, stayingUntil moment: Int64, otherThan others: [Int] = []
  ) -> Int? {
    var next = successor(of: rep)
    while next != rep {
      if !hasLeft(next, by: moment), !others.contains(next) { return next }
      next = successor(of: next)
    }
    return nil
  }

  // MARK: Registration

  /// Teams, department heads, managers and reps, in an order in which each may be registered.
  func registrations() -> [PBCommand.OneOf_Body] {
    var bodies: [PBCommand.OneOf_Body] = []
    var random = DemoRandom(seed: seed, stream: 2)
    for (code, name) in DemoTexts.departments + DemoTexts.offices {
      bodies.append(team("\(prefix)-\(code)", name, parent: ""))
    }
    bodies.append(user(boss, &random, .owner, team: "", manager: ""))
    bodies.append(user(operations, &random, .operations, team: "", manager: boss))
    for (code, _) in DemoTexts.offices {
      for number in 1...2 {
        bodies.append(
          user(
            officer(code, number), &random, code == "service" ? .customerService : .rep,
            team: office(code), manager: boss))
      }
    }
    for (code, _) in DemoTexts.departments {
      bodies.append(
        user(
          "\(prefix)-head-\(code)", &random, .departmentHead, team: "\(prefix)-\(code)",
          manager: boss))
    }
    for team in teams {
      let first = team.reps.lowerBound
      bodies.append(self.team(team.id, team.name, parent: department(of: team)))
      bodies.append(
        user(manager(of: first), &random, .manager, team: team.id, manager: head(of: first)))
      for index in team.reps {
        bodies.append(
          user(
            reps[index].id, &random, .rep, team: team.id, manager: manager(of: index),
            capacity: Self.capacity))
      }
    }
    return bodies
  }

  private func team(_ id: String, _ name: String, parent: String) -> PBCommand.OneOf_Body {
    .registerTeam(
      PBRegisterTeam.with {
        $0.teamID = id
        $0.name = name
        $0.parentID = parent
      })
  }

  private func user(
    _ id: String, _ random: inout DemoRandom, _ role: PBRole, team: String, manager: String,
    capacity: UInt32 = 0
  ) -> PBCommand.OneOf_Body {
    let name = random.choose(DemoTexts.surnames) + random.choose(DemoTexts.givenNames)
    return .registerUser(
      PBRegisterUser.with {
        $0.userID = id
        $0.name = name
        $0.roles = [role]
        $0.teamID = team
        $0.managerID = manager
        $0.capacity = capacity
      })
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
