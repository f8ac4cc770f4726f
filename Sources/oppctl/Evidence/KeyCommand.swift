import ArgumentParser
import Presentation
import SignedNotes

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Makes, changes and shows the key that signs a ledger's heads.",
    discussion: """
      The key file is for the daemon (oppd --key FILE) and for nobody else. FILE.pub holds the \
      verifier keys: give them to everybody who is to check notes.

      Examples:
        oppctl key new acme.key --name ledger.example.com/acme
        oppctl key show acme.key
        oppctl key rotate acme.key            restart oppd; notes now carry both signatures
        oppctl key rotate acme.key --finish   once everybody has the new verifier key; restart oppd
      """,
    subcommands: [New.self, Rotate.self, Show.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new", abstract: "Makes a key in a new file, for its owner only.")

    @Argument(help: ArgumentHelp("The key file; it must not be there yet.", valueName: "file"))
    var file: String
    @Option(
      help: ArgumentHelp(
        "What notes call the ledger, such as ledger.example.com/acme: no spaces, no '+'.",
        valueName: "name"))
    var name: String

    func run() throws {
      let key = try KeyCommand.using { () throws(NoteFault) in try KeyFile(file).create(name: name)
      }
      try Terminal.print(key.verifier.text + "\n")
    }
  }

  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate",
      abstract: "Puts a new key before the present one, which signs beside it until --finish.")

    @Argument(help: ArgumentHelp("The key file.", valueName: "file")) var file: String
    @Flag(help: "End the change: the older key signs no more.") var finish = false

    func run() throws {
      let keys = try KeyCommand.using { () throws(NoteFault) in
        finish ? try KeyFile(file).finishRotation() : try KeyFile(file).rotate()
      }
      try Terminal.print(keys.map { $0.verifier.text + "\n" }.joined())
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Prints the verifier keys of a key file, the current one first.")

    @Argument(help: ArgumentHelp("The key file.", valueName: "file")) var file: String

    func run() throws {
      let keys = try KeyCommand.using { () throws(NoteFault) in try KeyFile(file).read() }
      try Terminal.print(keys.map { $0.verifier.text + "\n" }.joined())
    }
  }

  fileprivate static func using<Value>(_ body: () throws(NoteFault) -> Value) throws -> Value {
    do throws(NoteFault) {
      return try body()
    } catch {
      throw InputError("\(error.code.rawValue): \(error)")
    }
  }
}
