import EventLog
import Testing

@testable import Ledger

@Suite("A copy of the write model")
struct WriteModelCopyTests {
  @Test("is that of the disk after a commit")
  func afterCommit() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let taken = workshop.step.copy()
    let copy = try #require(taken)
    #expect(copy.frontier.count == workshop.store.head.position)
    #expect(copy.frontier.root == workshop.store.head.root)
    #expect(copy.writer.index.count == Int(workshop.store.head.position))
  }

  @Test("is not to be had once a commit failed, written or not", arguments: [true, false])
  func afterDoubt(_ isWritten: Bool) throws {
    let workshop = try Workshop()
    try workshop.furnish()
    workshop.store.failAppend(1, with: .inDoubt(isWritten: isWritten))
    #expect(throws: LogError.self) {
      try workshop.submit(workshop.make(Workshop.followUp("O-1")))
    }
    // The state has evolved past what is known to be on disk.
    let isCopied = workshop.step.copy() != nil
    #expect(!isCopied)
  }
}
