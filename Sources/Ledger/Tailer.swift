import Dispatch
package import EventLog
import Schema
package import Sealing
import Synchronization

/// The thread that hands committed records to whoever follows the log live.
///
/// Each tail has credit: the number of records its client is ready to take. What is sent is read
/// from the log, so a tail may start anywhere, and a slow client costs nothing but its own delay.
package final class Tailer: Sendable {
  package static let creditMaximum: UInt32 = 65_536
  private static let recordsPerFrame = 512
  private static let bytesPerFrame = 256 << 10
  /// A connection that cannot take more is looked at again after so long.
  private static let congestionMilliseconds = 10
  /// How long new records may gather before they are sent.
  private static let restMilliseconds = 1

  private enum Message: Sendable {
    case start(requestID: UInt64, sink: any AnswerSink, from: UInt64, credit: UInt32)
    case credit(requestID: UInt64, sink: any AnswerSink, UInt32)
    case cancel(requestID: UInt64, sink: any AnswerSink)
    case gone(any AnswerSink)
    case headMoved
  }

  private struct Tail {
    let requestID: UInt64
    let sink: any AnswerSink
    var next: UInt64
    var credit: UInt32
  }

  private let inbox = Inbox<Message>(weightMaximum: .max)
  private let isHeadNewsWaiting = Mutex(false)
  /// Tails begun and not ended: without any, a commit wakes nobody.
  private let tailCount = Atomic<Int>(0)
  private let store: any LogStore
  private let keys: TextKeys?
  private let thread: Mutex<OwnedThread?> = Mutex(nil)

  package init(store: any LogStore, keys: TextKeys? = nil) {
    self.store = store
    self.keys = keys
    let owned = OwnedThread(name: "tailer") { [self] in run() }
    thread.withLock { $0 = owned }
  }

  /// Starts a tail. `from` 0 means: what comes after the head of now.
  package func start(requestID: UInt64, sink: any AnswerSink, from: UInt64, credit: UInt32) {
    // Before the thread looks at the head: a commit after that look finds the tail counted.
    tailCount.add(1, ordering: .sequentiallyConsistent)
    put(.start(requestID: requestID, sink: sink, from: from, credit: credit))
  }

  package func addCredit(_ credit: UInt32, requestID: UInt64, sink: any AnswerSink) {
    put(.credit(requestID: requestID, sink: sink, credit))
  }

  package func cancel(requestID: UInt64, sink: any AnswerSink) {
    put(.cancel(requestID: requestID, sink: sink))
  }

  /// The connection is gone, and with it all its tails.
  package func forget(_ sink: any AnswerSink) {
    put(.gone(sink))
  }

  /// New records are committed. Cheap: at most one such message waits.
  package func headMoved() {
    guard tailCount.load(ordering: .sequentiallyConsistent) > 0 else { return }
    let isNews = isHeadNewsWaiting.withLock { waiting in
      defer { waiting = true }
      return !waiting
    }
    if isNews { put(.headMoved, isUrgent: false) }
  }

  package func stop() {
    inbox.close()
    thread.withLock { $0 }?.join()
  }

  private func put(_ message: Message, isUrgent: Bool = true) {
    // Only refused when the ledger stops, and then nobody is served any more.
    try? inbox.put(message, weight: 0, isUrgent: isUrgent)
  }

  private func run() {
    var tails: [Tail] = []
    var isBehind = false
    while let messages = inbox.takeAll(
      timeout: isBehind ? .milliseconds(Self.congestionMilliseconds) : nil)
    {
      for message in messages { receive(message, &tails) }
      isBehind = serve(&tails)
      inbox.rest(.milliseconds(Self.restMilliseconds))
    }
  }

  private func receive(_ message: Message, _ tails: inout [Tail]) {
    switch message {
    case .start(let requestID, let sink, let from, let credit):
      tails.append(
        Tail(
          requestID: requestID, sink: sink, next: from == 0 ? store.head.position + 1 : from,
          credit: min(credit, Self.creditMaximum)))
    case .credit(let requestID, let sink, let credit):
      for index in tails.indices where Self.matches(tails[index], requestID, sink) {
        let sum = UInt64(tails[index].credit) + UInt64(credit)
        tails[index].credit = UInt32(min(sum, UInt64(Self.creditMaximum)))
      }
    case .cancel(let requestID, let sink):
      end(&tails) { Self.matches($0, requestID, sink) }
    case .gone(let sink):
      end(&tails) { $0.sink === sink }
    case .headMoved:
      isHeadNewsWaiting.withLock { $0 = false }
    }
  }

  private func end(_ tails: inout [Tail], where isOver: (Tail) -> Bool) {
    let count = tails.count
    tails.removeAll(where: isOver)
    tailCount.subtract(count - tails.count, ordering: .sequentiallyConsistent)
  }

  private static func matches(_ tail: Tail, _ requestID: UInt64, _ sink: any AnswerSink) -> Bool {
    tail.requestID == requestID && tail.sink === sink
  }

  /// Sends what can be sent, a frame a tail in turn.
  ///
  /// - Returns: whether a congested connection still waits for records that are there.
  private func serve(_ tails: inout [Tail]) -> Bool {
    var hasSent = true
    var isBehind = false
    while hasSent {
      hasSent = false
      isBehind = false
      let head = store.head.position
      for index in tails.indices where tails[index].credit > 0 && tails[index].next <= head {
        if tails[index].sink.isCongested {
          isBehind = true
        } else if !send(&tails[index], head) {
          tails[index].credit = 0
        } else {
          hasSent = true
        }
      }
    }
    return isBehind
  }

  /// - Returns: false when the log could not be read; the client is told, its tail ends.
  private func send(_ tail: inout Tail, _ head: UInt64) -> Bool {
    var records: [[UInt8]] = []
    var byteCount = 0
    let last = min(head, tail.next + UInt64(min(Int(tail.credit), Self.recordsPerFrame)) - 1)
    do throws(LogError) {
      try store.read(from: tail.next, through: last) { _, bytes in
        let shown = try? SealedTexts.shown(bytes, by: keys)
        records.append(shown ?? bytes.withUnsafeBytes { [UInt8]($0) })
        byteCount += bytes.byteCount
        return byteCount < Self.bytesPerFrame ? .next : .stop
      }
    } catch {
      var frames: [UInt8] = []
      FrameWriter.refusal(
        requestID: tail.requestID, code: error.code, message: "\(error)", closing: false,
        into: &frames)
      tail.sink.deliver(frames, answering: 0)
      return false
    }
    var frames: [UInt8] = []
    FrameWriter.tailEvents(
      requestID: tail.requestID, firstPosition: tail.next, records, headPosition: head,
      into: &frames)
    tail.sink.deliver(frames, answering: 0)
    tail.next += UInt64(records.count)
    tail.credit -= UInt32(records.count)
    return true
  }
}
