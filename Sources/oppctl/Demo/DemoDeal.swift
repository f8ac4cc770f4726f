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
    /// Nobody works on it until a campaign calls it back.
    case dormant
  }

  enum Origin {
    /// A rep enters it.
    case direct
    /// Marketing captured a lead, which goes to the pool.
    case marketing
    /// A rep captured a lead.
    case selfDeveloped
  }

  let id: String
  let customer: Int
  /// What the customer really intends; the ledger never learns it.
  let truth: PBGrade
  let origin: Origin
  let source: String
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
  /// Counts what was planned with it; what was planned for an earlier turn does not happen.
  var turn = 0

  // MARK: Who has it

  var lead: DemoLead?
  /// Nobody owns it; `owner` is whoever had it last, or will have it.
  var isPooled = false
  /// The manager owns it for some days.
  var isAbove = false
  var formerOwners: [Int] = []
  /// Since when the owner has done nothing with it.
  var idleSince: Int64 = 0
  /// Id of a colleague who works on it too.
  var helper: String?

  // MARK: What is there already

  /// The first deal of its customer speaks for it.
  var registersCustomer = false
  var hasProfile = false
  var knowsDecisionMaker = false
  var isPriceSensitive = false
  var isExistingCustomer = false
  var evidence = 0
  /// Evidence that nobody has looked at.
  var unverified: [String] = []
  var quotes: UInt32 = 0
  var approvals = 0
  var tasks = 0
  var proposals: UInt32 = 0
  /// An approval that lets it pass a gate, once it is granted.
  var override: (approval: String, grantedAt: Int64)?
  var category = PBForecastCategory.unspecified
  /// Something contradicts the grade, or its basis is missing, and nobody has explained it.
  var isDoubtful = false

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
    let channel = random.unit()
    origin = channel < 0.3 ? .marketing : channel < 0.42 ? .selfDeveloped : .direct
    source =
      switch origin {
      case .marketing: random.choose(["市场投流", "市场活动"])
      case .selfDeveloped: "销售自主开发"
      case .direct: random.choose(DemoTexts.sources)
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

  /// Whether the rules of a new ledger find that `basis` supports `grade`.
  static func isSupported(_ grade: PBGrade, by basis: PBGradeBasis) -> Bool {
    switch grade {
    case .a: basis.need && basis.budget && basis.hasDecisionDays && basis.decisionDays <= 30
    case .b: basis.need
    default: true
    }
  }

  mutating func creation(at moment: Int64, cast: DemoCast) -> PBCreateOpportunity {
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
    let products = random.chance(0.35) ? products(product) : []
    isDoubtful = basis.map { !Self.isSupported(claimed, by: $0) } ?? false
    return PBCreateOpportunity.with {
      $0.opportunityID = id
      $0.customerID = cast.customerID(customer)
      $0.title = title
      $0.amount = Self.money(amount)
      $0.ownerID = cast.reps[owner].id
      $0.needs = needs
      $0.expectedCloseDay = Int32(clamping: expectedClose)
      $0.source = source
      $0.stage = .contact
      $0.grade = claimed
      if let basis { $0.gradeBasis = basis }
      $0.products = products
    }
  }

  /// What the amount is made of: the product, and what it takes to run.
  private mutating func products(_ product: String) -> [PBOfferedProduct] {
    let number = (DemoTexts.products.firstIndex(of: product) ?? 0) + 1
    let service = amount / 100 * Int64(random.between(10, 30))
    let isLighthouse = random.chance(0.2)
    let isCustom = random.chance(0.3)
    return [
      .with {
        $0.productID = "sku-\(DemoCast.padded(number, 2))"
        $0.class = isLighthouse ? .lighthouse : .cornerstone
        $0.fit = isCustom ? .custom : .standard
        $0.amount = Self.money(amount - service)
      },
      .with {
        $0.productID = "service-year"
        $0.class = .other
        $0.fit = .standard
        $0.amount = Self.money(service)
      },
    ]
  }

  mutating func grading() -> PBGradeOpportunity {
    let basis = basis()
    isDoubtful = !Self.isSupported(claimed, by: basis)
    return PBGradeOpportunity.with {
      $0.opportunityID = id
      $0.grade = claimed
      $0.basis = basis
    }
  }

  /// What the customer cares about by now.
  mutating func newNeeds() -> PBUpdateNeeds {
    let need = random.choose(DemoTexts.needs)
    return PBUpdateNeeds.with {
      $0.opportunityID = id
      $0.needs = [need, "按部门分步上线"]
      $0.reason = "客户内部讨论后调整"
    }
  }

  /// A talk with one tag or two; some are dictated, and some follow a script.
  mutating func followUp(
    _ tags: [String], at moment: Int64, next: Int64?, promise: Int64?
  ) -> PBLogFollowUp {
    let isReached = !tags.contains("no-answer")
    let channel: PBChannel =
      isReached
      ? random.choose([.phone, .phone, .message, .meeting, .visit, .video, .email]) : .phone
    let minutes = isReached ? random.between(3, 60) : 1
    let isScripted = isReached && random.chance(0.25)
    let content = isReached && random.chance(0.2) ? random.choose(DemoTexts.contents) : nil
    let isDictated = isReached && random.chance(0.06)
    return PBLogFollowUp.with {
      $0.opportunityID = id
      $0.channel = channel
      $0.tags = tags
      $0.note = DemoTexts.note(for: tags[0])
      $0.minutes = UInt32(minutes)
      $0.nextDueAtMs = next ?? 0
      $0.promisedFeedbackAtMs = promise ?? 0
      if isReached { $0.contactIds = ["c1"] }
      if let content { $0.contentUsed = [content] }
      if isScripted { $0.scriptID = DemoTexts.script(at: stage) }
      if isDictated { $0.transcript = DemoTexts.transcript(for: tags[0]) }
    }
  }

  mutating func move(to next: PBStage, note: String) -> PBMoveStage {
    let from = stage
    stage = next
    return PBMoveStage.with {
      $0.opportunityID = id
      $0.from = from
      $0.to = next
      $0.note = note
    }
  }

  static func money(_ fen: Int64) -> PBMoney {
    PBMoney.with {
      $0.minorUnits = fen
      $0.currency = "CNY"
    }
  }
}
