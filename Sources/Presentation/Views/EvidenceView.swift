import FoundationEssentials
import Schema

// Signed heads and proofs. JSON has every byte, in base 64 as everywhere in evidence; a table is what
// people read and keep: the note itself, or a proof in the form of C2SP's tlog-proof.

extension Renderer {
  func evidence(_ head: PBSignedHeadAnswer) -> String {
    guard style.format == .table else {
      return list([[Field("proof", .text("signed_head"))] + head.fields("")], [], basis: nil)
    }
    return head.note
  }

  func evidence(_ proof: PBInclusionAnswer) -> String {
    guard style.format == .table else {
      let fields =
        [
          Field("proof", .text("inclusion")), Field("position", .unsigned(proof.position)),
          Field("record", .text(proof.record.base64EncodedString())),
          Field("leaf_hash", .text(proof.leafHash.base64EncodedString())),
        ] + proof.head.fields("") + [path(proof.path)]
      return list([fields], [], basis: nil)
    }
    guard !proof.head.note.isEmpty else {
      let (position, size) = (proof.position, proof.head.size)
      return style.language.choose(
        "记录 \(position) 在前 \(size) 条记录之中",
        "Record \(position) is among the first \(size)")
        + steps(proof.path) + root(proof.head)
    }
    return """
      c2sp.org/tlog-proof@v1
      extra \(proof.record.base64EncodedString())
      index \(proof.position - 1)
      \(proof.path.map { $0.base64EncodedString() + "\n" }.joined())
      \(proof.head.note)
      """
  }

  func evidence(_ proof: PBConsistencyAnswer) -> String {
    guard style.format != .table else {
      let (older, newer) = (proof.older.size, proof.newer.size)
      return style.language.choose(
        "\(newer) 条记录的日志以最初的 \(older) 条开头",
        "The log of \(newer) records begins with its first \(older)")
        + steps(proof.path) + root(proof.older) + root(proof.newer)
    }
    let fields =
      [Field("proof", .text("consistency"))] + proof.older.fields("older_")
      + proof.newer.fields("") + [path(proof.path)]
    return list([fields], [], basis: nil)
  }

  private func steps(_ path: [Data]) -> String {
    style.language.choose(
      "（证明有 \(path.count) 个哈希，全文见 --format json）。\n",
      " (a proof of \(path.count) hashes; --format json has them).\n")
  }

  /// A head as people compare it: its note, or what nobody has signed.
  private func root(_ head: PBSignedHeadAnswer) -> String {
    guard head.note.isEmpty else { return "\n" + head.note }
    let root = head.root.base64EncodedString()
    return "\n"
      + style.language.choose(
        "前 \(head.size) 条的根（未签名）：\(root)\n",
        "Root of the first \(head.size), which nobody signed: \(root)\n")
  }

  private func path(_ path: [Data]) -> Field {
    Field("path", .json(.array(path.map { .string($0.base64EncodedString()) })))
  }
}

extension PBSignedHeadAnswer {
  fileprivate func fields(_ prefix: String) -> [Field] {
    [
      Field(prefix + "size", .unsigned(size)),
      Field(prefix + "root", .text(root.base64EncodedString())),
      Field(prefix + "note", .text(note)),
    ]
      // The same for both heads of a proof.
      + (prefix.isEmpty
        ? [Field("verifier_keys", .json(.array(verifierKeys.map { .string($0) })))] : [])
  }
}
