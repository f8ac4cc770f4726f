extension Archive {
  /// Rebuilds the ledger's directory at `target`, which must not exist, be empty, or be what an earlier
  /// call of this has left when it was cut off: then it goes on from there.
  ///
  /// Each segment is one commit. Until the last step the directory has no `FORMAT`, so that every
  /// program refuses it; that step comes when every byte of it was verified and has the archive's root.
  ///
  /// - Parameters:
  ///   - sizes: roots wanted of it, see ``LogVerifier``.
  ///   - progress: called after each segment with the number of records restored.
  ///   - complete: may add files to the directory it is given, and look at what was verified of it; an
  ///     error of its own leaves it unfinished.
  /// - Returns: what was verified of it.
  package func restore(
    to target: String, mapBytes: Int = LMDBStore.mapBytesDefault, rootsAt sizes: Set<UInt64> = [],
    progress: (UInt64) -> Void = { _ in },
    complete: (String, LogVerification) throws(LogError) -> Void = { _, _ in }
  ) throws(LogError) -> LogVerification {
    let directory = DataDirectory(target, stage: .restoring)
    guard !File.exists(DataDirectory(target).formatFile) else {
      throw .alreadyExists(path: directory.path)
    }
    if !File.exists(directory.formatFile) {
      try LMDBStore.create(directory, mapBytes: mapBytes, textKeys: index.textKeys)
    }
    let store = try LMDBStore(directory, mode: .readWrite, mapBytes: mapBytes)
    defer { store.close() }
    try append(to: store, after: try restoredSegments(store), progress)
    let verification = try LogVerifier.verify(store, rootsAt: sizes)
    guard verification.root == head.root, verification.records == head.position else {
      throw .damaged(
        position: nil, place: directory.path,
        what: "what was restored has the root \(verification.root), and the archive \(head.root)")
    }
    try complete(directory.path, verification)
    try directory.finish()
    return verification
  }

  /// How many segments are there already.
  ///
  /// - Throws: when they are another archive's.
  private func restoredSegments(_ store: LMDBStore) throws(LogError) -> Int {
    let there = store.head
    let count =
      there.position == 0
      ? 0 : index.entries.firstIndex { $0.lastPosition == there.position }.map { $0 + 1 }
    guard let count, index.root(before: count) == there.root,
      try store.note(.textKeys) == index.textKeys
    else {
      throw .unfinished(
        path: store.directory,
        what: "a directory that was being restored from another archive, or from an older state of "
          + "this one. Remove it and restore anew, or name another directory")
    }
    return count
  }

  private func append(
    to store: LMDBStore, after count: Int, _ progress: (UInt64) -> Void
  ) throws(LogError) {
    for (number, entry) in index.entries.enumerated().dropFirst(count) {
      let (segment, records) = try segment(number)
      let restored = try store.append(records, expecting: segment.firstPosition - 1)
      guard restored.root == entry.root else {
        throw .damaged(
          position: segment.firstPosition, place: store.directory,
          what: "its root is \(restored.root), and that of the archive \(entry.root)")
      }
      progress(restored.position)
    }
  }
}
