// 校准: what grades and stages have proved to be worth. Forecasts read it from the log, so a map that
// contradicts itself never gets there: better grades and later stages are worth no less.

extension LedgerState {
  /// - Throws: `FORBIDDEN`, `INVALID_FIELD`, `BEYOND_HEAD`, `NOT_FOUND` (version of the policy),
  ///   `NOT_MONOTONE` for a map that falls or a position before that of the calibration before,
  ///   `DIGEST_MISMATCH`.
  func decide(
    _ command: CalibrateForecast, in context: CommandContext
  ) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try command.calibrationID.validate(field: "calibration_id")
    try validateOrigin(
      asOf: command.asOfPosition, policy: command.policyVersion, model: command.model)
    let before = calibrations[command.calibrationID]
    guard command.asOfPosition >= before?.position ?? 0 else {
      throw Rejection(
        .notMonotone, field: "as_of_position", currentVersion: before?.version ?? 0,
        "'\(command.calibrationID)' is as of \(before?.position ?? 0) already")
    }
    try validate(command.chances)
    try Text.validateNote(command.note, field: "note")
    try requireDigest(command.mapDigest, field: "map_sha256", "the map")
    let chances = command.chances.sorted { $0.place < $1.place }
    let digest = CalibratedChance.digest(of: chances)
    guard digest == command.mapDigest else {
      throw Rejection(
        .digestMismatch, field: "map_sha256", "the chances that came have another SHA-256")
    }
    return .forecastCalibrated(
      ForecastCalibrated(
        asOfPosition: command.asOfPosition, policyVersion: command.policyVersion,
        model: command.model, chances: chances, mapDigest: digest, note: command.note))
  }

  /// - Throws: `INVALID_FIELD`, `NOT_MONOTONE`.
  private func validate(_ chances: [CalibratedChance]) throws(Rejection) {
    let cells = (Grade.allCases.count + 1) * Stage.allCases.count
    guard (1...cells).contains(chances.count) else {
      throw Rejection(
        .invalidField, field: "chances", "a map has 1 to \(cells) chances, one a grade and stage")
    }
    for (index, chance) in chances.enumerated() {
      let field = "chances[\(index)]"
      guard (1..<PartsPerMillion.one.count).contains(chance.chance.count) else {
        throw Rejection(
          .invalidField, field: "\(field).chance_ppm", "nothing is impossible, and nothing certain")
      }
      for other in chances[..<index] {
        guard other.place != chance.place else {
          throw Rejection(.invalidField, field: field, "\(chance.name) stands here twice")
        }
        guard chance.agrees(with: other) else {
          throw Rejection(
            .notMonotone, field: "\(field).chance_ppm", details: [other.name, chance.name],
            "better grades and later stages are worth no less")
        }
      }
    }
  }

  mutating func evolve(with event: ForecastCalibrated, on id: CalibrationID) {
    if calibrations[id] == nil {
      calibrations.insert(Calibration(version: 0, position: 0), at: id)
    }
    calibrations.modify(id) { calibration in
      calibration.version += 1
      calibration.position = event.asOfPosition
    }
  }
}

extension CalibratedChance {
  /// As clients have to write the map to make its digest, in order.
  package static func digest(of chances: [CalibratedChance]) -> [UInt8] {
    SHA256.digest(
      of: chances.lazy.flatMap { chance in
        Array("\(chance.name) \(chance.chance.count) \(chance.sample)\n".utf8)
      })
  }

  fileprivate var name: String { "\(grade.map { "\($0)" } ?? "-") \(stage)" }

  /// Orders by grade, none first, then by stage.
  fileprivate var place: Int { Int(grade?.rawValue ?? 0) * 100 + Int(stage.rawValue) }

  /// Whether of the two the one of the better grade, or of the later stage, is worth no less. What
  /// differs in both is not compared, nor what nobody has graded with what has a grade.
  fileprivate func agrees(with other: CalibratedChance) -> Bool {
    if grade == other.grade {
      return (stage < other.stage) == (chance < other.chance) || chance == other.chance
    }
    guard stage == other.stage, let grade, let otherGrade = other.grade else { return true }
    // A, the best, has the smallest number.
    return (grade.rawValue > otherGrade.rawValue) == (chance < other.chance)
      || chance == other.chance
  }
}
