// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
let strictAndMemorySafe = strict + [.strictMemorySafety()]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "opportunity-ledger",
  products: [
    .executable(name: "oppd", targets: ["oppd"]),
    .executable(name: "oppctl", targets: ["oppctl"]),
    .executable(name: "oppreplay", targets: ["oppreplay"]),
    .executable(name: "oppsign", targets: ["oppsign"]),
    .executable(name: "oppbench", targets: ["oppbench"]),
  ],
  dependencies: [
    // Sockets and event loops: years of production use that an epoll loop of our own would lack.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    // The reference reading of our schemas: JSON for people, and the oracle for our wire reader.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
    // Command lines that teach: help, completion, usage errors in the form people know.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The logging interface that operators' back ends already speak.
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // SHA-256 from BoringSSL: leaf hashes must be right, and fast.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // LMDB: the embedded, crash-safe B+tree under the log (Debian liblmdb-dev).
    .systemLibrary(name: "CLMDB", providers: [.apt(["liblmdb-dev"])]),
    // zstd: block compression (Debian libzstd-dev).
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    // OpenSSL's libcrypto: AES-GCM with a context that is kept, five times as fast for short texts as
    // through swift-crypto (Debian libssl-dev).
    .systemLibrary(name: "CLibCrypto", providers: [.apt(["libssl-dev"])]),
    // jemalloc: what one thread allocates and another frees costs a tenth less processor and more
    // (Debian libjemalloc-dev).
    .systemLibrary(name: "CJemalloc", providers: [.apt(["libjemalloc-dev"])]),
    // zlib: reading .csv.gz on import (Debian zlib1g-dev).
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // sched_setattr(2), so that the thread that commits need not wait for a tick of the kernel, and
    // prctl(2), so that no child outlives its parent: Swift cannot call them.
    .systemLibrary(name: "CLinux"),
    // SHA-256 of many messages at once and CRC-32C by instruction: need C's per-function targets.
    .target(name: "CHashLanes", cSettings: [.treatAllWarnings(as: .error)]),

    // Signed heads: notes of C2SP's signed-note and tlog-checkpoint, and the keys that sign them.
    .target(name: "SignedNotes", dependencies: [crypto], swiftSettings: strict),

    .target(name: "Opportunities", swiftSettings: strictAndMemorySafe),
    .target(name: "Insight", dependencies: ["Opportunities"], swiftSettings: strictAndMemorySafe),
    .target(
      name: "EventLog", dependencies: ["CHashLanes", "CLMDB", "CZstd", crypto],
      swiftSettings: strictAndMemorySafe),
    .target(
      name: "Schema", dependencies: ["Opportunities", protobuf],
      // WireReader is a view of bytes it does not own.
      swiftSettings: strict + [.enableExperimentalFeature("Lifetimes")]),
    .target(
      name: "Sealing", dependencies: ["CLibCrypto", "Opportunities", "EventLog", "Schema", crypto],
      swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: [
        "CJemalloc", "CLinux", "Opportunities", "Insight", "EventLog", "Schema", "Sealing",
        "SignedNotes", crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "Server",
      dependencies: ["Ledger", "Opportunities", "Schema", nioCore, nioPosix, logging],
      swiftSettings: strict),
    // Tables, CSV and JSON of answers, in both languages of the users; shared by the two tools.
    .target(name: "Presentation", dependencies: ["Schema", protobuf], swiftSettings: strict),
    .target(
      name: "Client", dependencies: ["Schema", nioCore, nioPosix, protobuf],
      swiftSettings: strict),

    .executableTarget(
      name: "oppd",
      dependencies: [
        "EventLog", "Opportunities", "Server", "Ledger", "SignedNotes", arguments, logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "oppctl",
      dependencies: [
        "Client", "Presentation", "Schema", "SignedNotes", "CZlib", arguments, protobuf, crypto,
        nioCore,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "oppreplay",
      dependencies: [
        "CLinux", "EventLog", "Insight", "Ledger", "Opportunities", "Presentation", "Schema",
        "Sealing", "SignedNotes", arguments,
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "oppsign", dependencies: ["EventLog", "SignedNotes", arguments], swiftSettings: strict),

    // epoll(7), which Swift's Glibc module leaves out: for the benchmark's load generator only.
    .systemLibrary(name: "CEpoll", path: "tools/bench/CEpoll"),
    .executableTarget(
      name: "oppbench",
      dependencies: [
        "CEpoll", "CLMDB", "EventLog", "Ledger", "Opportunities", "Schema", arguments,
      ],
      path: "tools/bench/oppbench", swiftSettings: strict),

    .testTarget(
      name: "OpportunitiesTests", dependencies: ["Opportunities", "Schema"],
      swiftSettings: strict),
    .testTarget(
      name: "InsightTests", dependencies: ["Insight", "Opportunities"], swiftSettings: strict),
    .testTarget(
      name: "PresentationTests",
      dependencies: ["Presentation", "Schema", "Opportunities", protobuf],
      swiftSettings: strict),
    .testTarget(name: "EventLogTests", dependencies: ["EventLog", "CLMDB"], swiftSettings: strict),
    .testTarget(name: "SignedNotesTests", dependencies: ["SignedNotes"], swiftSettings: strict),
    .testTarget(
      name: "oppsignTests", dependencies: ["oppsign", "EventLog", "SignedNotes"],
      swiftSettings: strict),
    .testTarget(
      name: "SchemaTests", dependencies: ["Schema", "Opportunities", protobuf],
      swiftSettings: strict),
    .testTarget(
      name: "SealingTests", dependencies: ["Sealing", "EventLog", "Opportunities", crypto],
      swiftSettings: strict),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "CLinux", "Ledger", "EventLog", "Schema", "Sealing", "SignedNotes",
        "Opportunities", "Insight",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Server", "Client", "EventLog", "Ledger", "Opportunities", "Schema", logging, nioCore,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "oppctlTests",
      dependencies: [
        "oppctl", "Client", "Opportunities", "Presentation", "Schema", arguments, crypto, nioCore,
        nioPosix, protobuf,
      ],
      swiftSettings: strict),
  ]
)
