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

  /// Teams, department heads, managers and reps, in an order in which each may be registered.
  func registrations() -> [PBCommand.OneOf_Body] {
    var bodies: [PBCommand.OneOf_Body] = []
    var random = DemoRandom(seed: seed, stream: 2)
    for (code, name) in DemoTexts.departments {
      bodies.append(team("\(prefix)-\(code)", name, parent: ""))
    }
    bodies.append(user("\(prefix)-boss", &random, [.owner], team: ""))
    bodies.append(user("\(prefix)-operations", &random, [.operations], team: ""))
    for (code, _) in DemoTexts.departments {
      bodies.append(
        user("\(prefix)-head-\(code)", &random, [.departmentHead], team: "\(prefix)-\(code)"))
    }
    for team in teams {
      let department = DemoTexts.departments[team.department].code
      bodies.append(self.team(team.id, team.name, parent: "\(prefix)-\(department)"))
      bodies.append(user("\(team.id)-manager", &random, [.manager], team: team.id))
      for index in team.reps {
        bodies.append(user(reps[index].id, &random, [.rep], team: team.id))
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
    _ id: String, _ random: inout DemoRandom, _ roles: [PBRole], team: String
  ) -> PBCommand.OneOf_Body {
    let name = random.choose(DemoTexts.surnames) + random.choose(DemoTexts.givenNames)
    return .registerUser(
      PBRegisterUser.with {
        $0.userID = id
        $0.name = name
        $0.roles = roles
        $0.teamID = team
      })
  }

  // MARK: Customers

  private struct CompanyIdentity {
    let city: (name: String, region: String)
    let industry: (name: String, suffix: String)
    let brand: String
  }

  func customerID(_ index: Int) -> String {
    "\(prefix)-customer-\(Self.padded(index + 1, 6))"
  }

  /// The company behind the number, with the name it is registered under.
  func registration(ofCustomer index: Int) -> PBCommand.OneOf_Body {
    let company = identity(ofCustomer: index)
    return .registerCustomer(
      PBRegisterCustomer.with {
        $0.customerID = customerID(index)
        $0.kind = .organisation
        $0.name = company.city.name + company.brand + company.industry.suffix
        $0.industry = company.industry.name
        $0.region = company.city.region
        $0.source = DemoTexts.sources[index % DemoTexts.sources.count]
      })
  }

  /// What people call the company.
  func shortName(ofCustomer index: Int) -> String { identity(ofCustomer: index).brand }

  /// Walks through all combinations in an order that looks random and repeats only when all are
  /// used; a number then tells the next ones apart, so no two companies share a name.
  private func identity(
    ofCustomer index: Int
  ) -> CompanyIdentity {
    let first = DemoTexts.brandFirst.count
    let second = DemoTexts.brandSecond.count
    let third = DemoTexts.brandThird.count
    let names = first * second * third * DemoTexts.cities.count * DemoTexts.industries.count
    // The step is prime and divides no list's length, so it visits every combination.
    var rest = (index * 1_000_003 + Int(seed % 997) * 7_919) % names
    func pick<T>(_ list: [T]) -> T {
      defer { rest /= list.count }
      return list[rest % list.count]
    }
    let brand =
      pick(DemoTexts.brandFirst) + pick(DemoTexts.brandSecond) + pick(DemoTexts.brandThird)
    let city = pick(DemoTexts.cities)
    let industry = pick(DemoTexts.industries)
    let round = index / names
    return CompanyIdentity(
      city: city, industry: industry, brand: round == 0 ? brand : brand + String(round + 1))
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
