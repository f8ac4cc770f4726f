@testable import EventLog

/// A segment and an index as ARCHIVE.md describes them, made by the independent writer in Python. Never
/// to be edited: archives with such bytes exist.
enum GoldenArchive {
  /// All records: the first two are those of the segment before.
  static let records = ["x", "yz", "a", "bc", String(repeating: "d", count: 130)].map {
    Array($0.utf8)
  }

  /// The tree over the first two.
  static var before: MerkleFrontier {
    var frontier = MerkleFrontier()
    frontier.append(contentsOf: batch(Array(records.prefix(2))).leafHashes())
    return frontier
  }

  /// Where the packed records begin.
  static let packedOffset = 96

  static let segment = bytes(
    hex: """
      4f505331 01010000 00000000 00000003 00000003 00000089 00000017 d06e8db7
      6627b472 869c1a2d b7431de1 e54d8fa9 43dc572d cbb84f53 040faaeb b81abe93
      fcbc8954 15a79c4b 2aead945 5d4ee63b 9b4cda1d 3deff4e3 d225e885 742194a3
      28b52ffd 20897500 00400161 02626382 01640100 3e055c
      """)

  static let index = bytes(
    hex: """
      4f505831 01010100 00000002 00000005 74f81fe1 67d99b4c b41d6d0c cda82278
      caee9f3e 2f25d5e5 a3936ff3 dcec60d0 01020304 05060708 090a0b0c 0d0e0f10
      00000000 00000001 00000002 00000005 0000004e 00000000 6e42924e 43882726
      6e23b346 128632a1 9996122e 7db129e4 b2caa9d0 c9112209 b81abe93 fcbc8954
      15a79c4b 2aead945 5d4ee63b 9b4cda1d 3deff4e3 d225e885 00000000 00000003
      00000003 00000089 00000077 02000000 d44f4c48 d717f691 d2f51ce8 4f505396
      7b68ef16 0a5099c0 e7f303a8 4ab9971e d06e8db7 6627b472 869c1a2d b7431de1
      e54d8fa9 43dc572d cbb84f53 040faaeb cbac0a1c 546586d1 a60e5abd d6e56112
      18732e13 41e92e7b 8593404e 0f14aa4b 5f9893b6 2a601094 dfe1ada8 42e2d78b
      af2790b3 9733339a fab64a8d 2bbf2578 4f504831 01020000 00000000 00000005
      d06e8db7 6627b472 869c1a2d b7431de1 e54d8fa9 43dc572d cbb84f53 040faaeb
      02b81520 7d5380d2 95084e63 80d56f82 16992a67 144fa8b0 cdd16430 fd5f65d6
      5f9893b6 2a601094 dfe1ada8 42e2d78b af2790b3 9733339a fab64a8d 2bbf2578
      2750f87f 269e4ba8 91edd0cf 7c11f0a6 d0ae3352 93aa61c0 8ddbbbea 9c64257f
      07bcd9c6
      """)
}
