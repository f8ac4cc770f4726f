import Schema
import SwiftProtobuf

/// One opportunity of the demonstration, as far as its future depends on it.
struct DemoDeal {
  enum Phase {
    case notCreated
    case worked
    /// Nobody thinks of it until it is found again.
    case forgotten
    case closed
  }

  let id: String
  let customer: Int
  /// What the customer really intends; the ledger never learns it.
  let truth: PBGrade
  /// Its own numbers, so that one deal's life does not depend on its neighbours'.
  var random: DemoRandom
  var owner: Int
  var claimed: PBGrade
  var stage = PBStage.contact
  /// In fen.
  var amount: Int64
  var expectedClose: Int64 = 0
  var lastTalk: Int64 = 0
  var talks = 0
  var phase = Phase.notCreated

  init(number: Int, cast: DemoCast, customers: Int) {
    var random = DemoRandom(seed: cast.seed, stream: 1_000 + UInt64(number))
    id = "\(cast.prefix)-opp-\(DemoCast.padded(number, 6))"
    let roll = random.unit()
    truth = roll < 0.2 ? .a : roll < 0.62 ? .b : .c
    // One in five comes from a customer who has asked before.
    customer =
      customers > 0 && random.chance(0.2) ? random.index(below: customers) : customers
    let typical: Double =
      switch truth {
      case .a: 90_000
      case .b: 60_000
      default: 35_000
      }
    // Whole hundreds of yuan, as people quote.
    amount = max(1, Int64(typical * random.skewed() / 100)) * 10_000
    owner = random.index(below: cast.reps.count)
    claimed = truth
    self.random = random
  }

  func silentDays(at moment: Int64) -> Double {
    Double(moment - lastTalk) / Double(DemoCalendar.day)
  }

  // MARK: What the owner says of it

  /// An inflating rep calls it one grade better than it is.
  mutating func claimGrade(inflation: Double) {
    claimed = truth
    guard random.chance(inflation) else { return }
    claimed = truth == .c ? .b : .a
  }

  /// The basis given for the claimed grade; whoever inflates often cannot name the budget.
  mutating func basis() -> PBGradeBasis {
    let isInflated = claimed != truth
    var basis = PBGradeBasis()
    switch claimed {
    case .a:
      basis.need = true
      basis.budget = !isInflated || random.chance(0.4)
      basis.decisionDays = UInt32(isInflated ? random.between(20, 60) : random.between(7, 30))
      basis.comparing = UInt32(random.between(2, 3))
    case .b:
      basis.need = !isInflated || random.chance(0.5)
    default:
      break
    }
    return basis
  }

  mutating func creation(
    at moment: Int64, cast: DemoCast
  ) -> PBCommand.OneOf_Body {
    let product = random.choose(DemoTexts.products)
    let title = cast.shortName(ofCustomer: customer) + product + "项目"
    let meanDays =
      switch truth {
      case .a: 21.0
      case .b: 56.0
      default: 112.0
      }
    expectedClose =
      DemoCalendar.dayNumber(moment) + Int64(meanDays * random.between(0.6, 1.5)) + 3
    var needs = [random.choose(DemoTexts.needs)]
    let second = random.choose(DemoTexts.needs)
    if second != needs[0] { needs.append(second) }
    let isGraded = random.chance(0.85)
    let basis = isGraded ? basis() : nil
    if !isGraded { claimed = .unspecified }
    return .createOpportunity(
      PBCreateOpportunity.with {
        $0.opportunityID = id
        $0.customerID = cast.customerID(customer)
        $0.title = title
        $0.amount = Self.money(amount)
        $0.ownerID = cast.reps[owner].id
        $0.needs = needs
        $0.expectedCloseDay = Int32(clamping: expectedClose)
        $0.source = random.choose(DemoTexts.sources)
        $0.stage = .contact
        $0.grade = claimed
        if let basis { $0.gradeBasis = basis }
      })
  }

  mutating func grading() -> PBCommand.OneOf_Body {
    let basis = basis()
    return .gradeOpportunity(
      PBGradeOpportunity.with {
        $0.opportunityID = id
        $0.grade = claimed
        $0.basis = basis
      })
  }

  /// A talk with one tag or two.
  mutating func followUp(
    _ tags: [String], at moment: Int64, next: Int64?, promise: Int64?
  ) -> PBCommand.OneOf_Body {
    let channel: PBChannel =
      tags.contains("no-answer")
      ? .phone
      : random.choose([.phone, .phone, .message, .meeting, .visit, .video, .email])
    let minutes = tags.contains("no-answer") ? 1 : random.between(3, 60)
    return .logFollowUp(
      PBLogFollowUp.with {
        $0.opportunityID = id
        $0.channel = channel
        $0.tags = tags
        $0.note = DemoTexts.note(for: tags[0])
        $0.minutes = UInt32(minutes)
        $0.nextDueAtMs = next ?? 0
        $0.promisedFeedbackAtMs = promise ?? 0
      })
  }

  mutating func move(to next: PBStage, note: String) -> PBCommand.OneOf_Body {
    let from = stage
    stage = next
    return .moveStage(
      PBMoveStage.with {
        $0.opportunityID = id
        $0.from = from
        $0.to = next
        $0.note = note
      })
  }

  static func money(_ fen: Int64) -> PBMoney {
    PBMoney.with {
      $0.minorUnits = fen
      $0.currency = "CNY"
    }
  }
}
