import ArgumentParser
import Foundation
import Glibc
import SignedNotes

/// The process that keeps a ledger's key apart from the ledger.
@main
struct Oppsign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oppsign",
    abstract: "Keeps a ledger's key and signs only heads that extend the last one it signed.",
    discussion: """
      With --key the daemon signs by itself, so whoever takes over the daemon can sign another history. \
      This process has the key instead, best under a user of its own or on a machine of its own whose \
      socket is forwarded. The daemon asks it for each signature (oppd --signer SOCKET) with a proof \
      that the new head extends the old one (RFC 6962); what does not is refused, also after a restart.

      Whoever may connect can have heads signed, so only the daemon's user should (--socket-mode, and \
      the directory of the socket).

      Exit status: 0 stopped by SIGTERM or SIGINT; 1 could not start, with a reason; 2 wrong usage.

      Example:
        oppctl key new /etc/oppsign/acme.key --name ledger.example.com/acme
        oppsign --key /etc/oppsign/acme.key --memory /var/lib/oppsign/acme.head --begin \\
          --socket /run/oppsign/acme.sock
        oppd --data /var/lib/oppd/acme --socket /run/oppd/acme.sock --signer /run/oppsign/acme.sock
      """)

  @Option(help: ArgumentHelp("The key file (oppctl key new).", valueName: "file"))
  var key: String

  @Option(
    help: ArgumentHelp("Where it remembers the head that it signed last.", valueName: "file"))
  var memory: String

  @Option(help: ArgumentHelp("The Unix socket at which it is asked.", valueName: "path"))
  var socket: String

  @Option(help: ArgumentHelp("Who may connect, as in chmod.", valueName: "octal"))
  var socketMode = "600"

  @Flag(help: "The key has signed no head of this ledger yet, so there is no memory.")
  var begin = false

  /// How long one who asks may take, seconds.
  private static let patience = 5

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess {
        print(text)
        Glibc.exit(0)
      }
      FileHandle.standardError.write(Data((text + "\n").utf8))
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }

  func run() throws {
    guard let mode = UInt32(socketMode, radix: 8), mode <= 0o777 else {
      throw ValidationError("--socket-mode must be octal permissions such as 600")
    }
    do throws(NoteFault) {
      try serve(mode)
    } catch {
      FileHandle.standardError.write(
        Data("oppsign: \(error.code.rawValue): \(error)\n".utf8))
      Glibc.exit(1)
    }
  }

  private func serve(_ mode: UInt32) throws(NoteFault) {
    let keys = try KeyFile(key).read()
    let lock = try HeadMemory.lock(memory)
    defer { withExtendedLifetime(lock) {} }
    var memory = try HeadMemory(file: memory, keys: keys, isBeginning: begin)
    let listener = try LocalSocket.listening(at: socket, mode: mode)
    // Nothing is lost at any moment: what was signed is on the device before it is answered.
    for number in [SIGTERM, SIGINT] { signal(number) { _ in _exit(0) } }
    let signed = memory.last?.head.size ?? 0
    print("ready socket=\(socket) name=\(keys[0].verifier.name) signed=\(signed)")
    fflush(nil)
    while true { answerNext(listener, &memory, keys.map(\.verifier)) }
  }

  private func answerNext(
    _ listener: borrowing LocalSocket, _ memory: inout HeadMemory, _ keys: [VerifierKey]
  ) {
    guard let asking = listener.accepted(patience: Self.patience) else { return }
    do throws(NoteFault) {
      let text = try asking.receive(bytesMaximum: SigningRequest.bytesMaximum)
      let answer =
        text == SigningRequest.keys
        ? SigningAnswer.keys(keys) : try memory.answer(SigningRequest(text: text))
      if case .refused(let reason) = answer { say("refused to sign: \(reason)") }
      try asking.send(answer.text)
    } catch {
      say("\(error.code.rawValue): \(error)")
      try? asking.send(SigningAnswer.refused("\(error)").text)
    }
  }

  private func say(_ text: String) {
    FileHandle.standardError.write(Data("oppsign: \(text)\n".utf8))
  }
}
