import EventLog
import Glibc
import Ledger
import Opportunities

/// What a checkpoint of many opportunities costs: made in memory, written, read back, and compared.
///
/// The state is folded from made-up records and never was a log, so it may be as large as one likes.
struct CheckpointBench {
  let opportunities: Int
  let eventsEach: Int
  let directory: String

  struct Figures {
    var events = 0
    var fileBytes: UInt64 = 0
    var foldSeconds = 0.0
    var copySeconds = 0.0
    var writeSeconds = 0.0
    var writeCPUSeconds = 0.0
    var loadSeconds = 0.0
    var loadCPUSeconds = 0.0
  }

  func run() throws -> Figures {
    var figures = Figures()
    var start = SteadyClock.now()
    var (contents, events) = try make()
    figures.foldSeconds = SteadyClock.seconds(since: start)
    figures.events = events
    start = SteadyClock.now()
    let copy = contents.recovered.writer
    figures.copySeconds = SteadyClock.seconds(since: start)
    guard copy.index.count == contents.recovered.writer.index.count else {
      throw BenchFailure("a copy is not what was copied")
    }
    let head = contents.frontier.count
    start = SteadyClock.now()
    var cpu = ProcessUsage(of: getpid())
    figures.fileBytes = try Checkpoint.write(contents, in: directory)
    figures.writeSeconds = SteadyClock.seconds(since: start)
    figures.writeCPUSeconds = (ProcessUsage(of: getpid()) - cpu).cpuSeconds
    contents = Checkpoint.Contents(Recovered(), frontier: contents.frontier)
    var loads: [(seconds: Double, cpu: Double)] = []
    for _ in 0..<3 {
      start = SteadyClock.now()
      cpu = ProcessUsage(of: getpid())
      guard let loaded = try Checkpoint.load(from: directory, notBeyond: head) else {
        throw BenchFailure("the checkpoint that was written is not there")
      }
      loads.append(
        (SteadyClock.seconds(since: start), (ProcessUsage(of: getpid()) - cpu).cpuSeconds))
      guard loaded.recovered.writer.state.opportunities.count == opportunities,
        loaded.recovered.writer.index.count == events
      else { throw BenchFailure("what was read back is not what was written") }
    }
    loads.sort { $0.seconds < $1.seconds }
    (figures.loadSeconds, figures.loadCPUSeconds) = (loads[1].seconds, loads[1].cpu)
    return figures
  }
}

extension CheckpointBench {
  /// Opportunities that are worked on at the same time.
  private static let openAtOnce = 2_000
  private static let owners = 64

  /// A state of so many opportunities, each with a creation and talks, folded record by record.
  private func make() throws -> (contents: Checkpoint.Contents, events: Int) {
    var fold = Fold()
    try fold.take(
      .policy, 1,
      .policyPublished(
        PolicyPublished(
          version: 1, document: .standard, reason: "bench",
          effectiveFrom: Instant(milliseconds: 1_700_000_000_000), approvalID: "")))
    for owner in 0..<Self.owners {
      try fold.take(
        Stream(kind: .user, id: IdentifierText("rep-\(owner)")), 1,
        .userRegistered(
          UserRegistered(
            name: "销售代表\(owner)", roles: [.rep], team: nil, manager: nil, capacity: 0)))
    }
    let customers = max(1, opportunities / 2)
    for customer in 0..<customers {
      try fold.take(
        Stream(kind: .customer, id: IdentifierText("cust-\(customer)")), 1,
        .customerRegistered(
          CustomerRegistered(
            kind: .organisation, name: "上海第\(customer)机械有限公司", personName: "",
            industry: "manufacturing", region: "east", source: "",
            address: "", size: "", externalRefs: [])))
    }
    for first in stride(from: 0, to: opportunities, by: Self.openAtOnce) {
      let open = first..<min(first + Self.openAtOnce, opportunities)
      for version in 1...eventsEach {
        for number in open {
          try fold.take(
            Stream(kind: .opportunity, id: IdentifierText("opp-\(number)")), UInt64(version),
            Self.event(version, of: number, customers))
        }
      }
    }
    let count = fold.position
    guard
      let frontier = MerkleFrontier(
        count: count, subtrees: Array(repeating: .empty, count: count.nonzeroBitCount))
    else { throw BenchFailure("a frontier has as many subtrees as bits") }
    return (Checkpoint.Contents(fold.recovered, frontier: frontier), Int(count))
  }

  private static func event(_ version: Int, of number: Int, _ customers: Int) -> Event {
    guard version > 1 else {
      return .opportunityCreated(
        OpportunityCreated(
          customer: CustomerID("cust-\(number % customers)"), title: "二期厂房设备升级与产线改造项目",
          amount: Money(minorUnits: 8_800_000, currency: Currency(code: "CNY")),
          owner: UserID("rep-\(number % owners)"), needs: [],
          expectedClose: Day(number: 20_800), source: "", stage: .contact, grade: .a,
          gradeBasis: GradeBasis(need: true, budget: true, decisionDays: 21, comparing: 2),
          gradeSupported: true, products: [], template: "", unmetGates: []))
    }
    return .followUpLogged(
      FollowUpLogged(
        channel: .visit, tags: ["interested"], sentiment: .positive, note: "", minutes: 25,
        promisedFeedbackAt: nil, nextDueAt: Instant(milliseconds: 1_800_000_000_000),
        contradictsGrade: false, contacts: [], contentUsed: [], scriptID: "", transcript: "",
        suggestedTags: []))
  }

  /// Both folds, fed with one made-up record after another.
  private struct Fold {
    var recovered = Recovered()
    var position: UInt64 = 0

    mutating func take(_ stream: Stream, _ version: UInt64, _ event: Event) throws {
      position += 1
      let instant = Instant(milliseconds: 1_700_000_000_000 + Int64(position))
      let record = RecordedEvent(
        position: position, recordedAt: instant, occurredAt: instant,
        commandID: CommandID(high: position &* 0x9E37_79B9_7F4A_7C15, low: position),
        commandDigest: .zero, commandRecords: 1, actor: .ledger, peerUserID: 0,
        policyVersion: 1, stream: stream, streamVersion: version, event: event)
      try recovered.writer.fold(record, expecting: position)
      try recovered.readModel.apply(record)
    }
  }
}

extension CheckpointBench.Figures: CustomStringConvertible {
  var description: String {
    func milliseconds(_ seconds: Double) -> String { "\(Int(seconds * 1_000)) ms" }
    return """
      checkpoint: \(events) events, \(fileBytes) bytes (\(fileBytes / UInt64(max(1, events))) an \
      event); folding them \(milliseconds(foldSeconds)); copy \(Int(copySeconds * 1e6)) µs; \
      writing \(milliseconds(writeSeconds)), \(milliseconds(writeCPUSeconds)) of processor; \
      loading \(milliseconds(loadSeconds)), \(milliseconds(loadCPUSeconds)) of processor
      """
  }
}
