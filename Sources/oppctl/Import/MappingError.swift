/// A mapping file that makes no sense. The user can mend it; the path says where.
struct MappingError: Error, Equatable, CustomStringConvertible {
  let message: String
  /// Such as `rows[3].commands[0].createOpportunity.title`.
  let path: String

  var description: String { path.isEmpty ? message : "\(path): \(message)" }
}

/// A row whose values do not fit the mapping. The row is refused, the others go on.
struct ValueError: Error, Equatable {
  let message: String
}
