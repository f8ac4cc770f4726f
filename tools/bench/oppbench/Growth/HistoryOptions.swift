import ArgumentParser

/// The options of runs over long histories.
struct HistoryOptions: ParsableArguments {
  @Flag(help: "Measure rates, questions, start, disk and memory at growing sizes.")
  var growth = false

  @Option(
    help: ArgumentHelp("Events at each size; default: 200000,2000000,20000000.", valueName: "list"))
  var sizes: String?

  @Option(
    help: ArgumentHelp("Opportunities of --growth that stay open; default: 1000.", valueName: "n"))
  var open: Int?

  @Option(help: ArgumentHelp("Also draw --growth there, as SVG.", valueName: "file"))
  var svg: String?

  @Flag(help: "Measure the memory of a restarted daemon.")
  var memory = false

  @Flag(help: "Measure questions and the export over many open opportunities.")
  var reads = false

  @Option(
    help: ArgumentHelp("Of --memory and --reads, all open; default: 1000000.", valueName: "n"))
  var opportunities: Int?

  @Option(
    help: ArgumentHelp(
      "Of --memory and --reads; default: ten for each opportunity.", valueName: "n"))
  var events: Int?

  @Option(
    help: ArgumentHelp(
      "Leave filled ledgers in this directory and go on from what it has.", valueName: "dir"))
  var keep: String?

  /// How many of the three runs are asked for.
  var runs: Int { [growth, memory, reads].count { $0 } }

  func validate(isElsewhere: Bool) throws {
    guard runs + (isElsewhere ? 1 : 0) <= 1 else {
      throw ValidationError("--growth, --memory, --reads, --against and --rows exclude each other")
    }
    guard growth || (sizes == nil && svg == nil && open == nil) else {
      throw ValidationError("--sizes, --svg and --open need --growth")
    }
    guard memory || reads || (opportunities == nil && events == nil) else {
      throw ValidationError("--opportunities and --events need --memory or --reads")
    }
    guard runs > 0 || keep == nil else {
      throw ValidationError("--keep needs --growth, --memory or --reads")
    }
    if growth { _ = try growthPlan(seconds: 1) }
    if memory || reads { _ = try memoryPlan() }
  }

  func growthPlan(seconds: Double) throws -> GrowthRun.Plan {
    let texts = (sizes ?? "200000,2000000,20000000").split(separator: ",")
    let numbers = texts.compactMap { Int($0.filter { $0 != " " && $0 != "_" }) }
    guard numbers.count == texts.count, !numbers.isEmpty, numbers == numbers.sorted(),
      Set(numbers).count == numbers.count, numbers.allSatisfy({ (10_000...1 << 40).contains($0) })
    else { throw ValidationError("--sizes takes ascending numbers from 10000 on, with commas") }
    let open = open ?? 1_000
    guard open >= 1, open * OpportunityLife.commands <= numbers[0] else {
      throw ValidationError("--open takes 1 to a tenth of the smallest size")
    }
    return GrowthRun.Plan(sizes: numbers, open: open, seconds: seconds, keep: keep)
  }

  func memoryPlan() throws -> MemoryRun.Plan {
    let opportunities = opportunities ?? 1_000_000
    guard (1...1 << 32).contains(opportunities) else {
      throw ValidationError("--opportunities takes 1 to 4294967296")
    }
    let events = events ?? opportunities * 10
    // At least one event each, and for --memory as many again to see what events alone take.
    guard events >= opportunities * (memory ? 2 : 1), events <= 1 << 40 else {
      throw ValidationError(
        "--events takes at least \(memory ? "two events" : "one event") for each opportunity")
    }
    return MemoryRun.Plan(opportunities: opportunities, events: events, keep: keep)
  }
}
