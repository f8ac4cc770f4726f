internal import Glibc

/// Walks LMDB's trees in plain file I/O, so that no damaged page can end the process that maps it.
///
/// LMDB follows every page number and offset it finds. This checks each of them first: every page
/// of the newest state lies in the file, is what its parent says, and is reached once. It speaks of
/// structure only; what the values hold is for the checksums. The file must not change meanwhile.
struct TreeCheck: ~Copyable {
  private enum PageKind: UInt16 {
    case branch = 0x01
    case leaf = 0x02
    case overflow = 0x04
  }

  /// The 48 bytes with which LMDB describes a tree.
  private struct Tree {
    var flags: UInt16
    var depth: Int
    var branchPages: UInt64
    var leafPages: UInt64
    var overflowPages: UInt64
    var entries: UInt64
    var root: UInt64

    init(reading page: RawSpan, at offset: Int) {
      flags = page.native(at: offset + 4)
      depth = Int(page.native(at: offset + 6, as: UInt16.self))
      branchPages = page.native(at: offset + 8)
      leafPages = page.native(at: offset + 16)
      overflowPages = page.native(at: offset + 24)
      entries = page.native(at: offset + 32)
      root = page.native(at: offset + 40)
    }
  }

  /// What the walk has met of the tree it is in.
  private struct Found: Equatable {
    var branchPages: UInt64 = 0
    var leafPages: UInt64 = 0
    var overflowPages: UInt64 = 0
    var entries: UInt64 = 0
  }

  private enum Place {
    case freeList
    /// The tree whose entries are the tables.
    case tables
    case table
  }

  private static let attemptsMaximum = 3
  private static let headerBytes = 16
  private static let nodeHeaderBytes = 8
  private static let treeBytes = 48
  private static let noPage: UInt64 = .max
  /// LMDB's own limit is 32 levels.
  private static let depthMaximum = 32
  private static let overflowNode: UInt16 = 0x01
  private static let treeNode: UInt16 = 0x02

  private let file: File
  private let newest: DataFileCheck.MetaPage
  private let pageBytes: Int
  private let pageCount: UInt64
  private var visited: [Bool]
  private var found = Found()
  private var freePages: [UInt64] = []

  /// Checks the trees of the newest state in the file at `path`, whose meta pages are sound.
  ///
  /// The pages of one state stay as they are until the second commit after it. So a fault found
  /// while another process commits says nothing; after some tries the live file is left to its
  /// writer, who checked it before the first commit.
  static func check(_ path: String) throws(LogError) {
    for _ in 0..<attemptsMaximum {
      let file = try File(opening: path, flags: O_RDONLY)
      let before = try DataFileCheck.newest(file)
      var check = TreeCheck(file, before)
      do throws(LogError) {
        try check.walk()
        return
      } catch {
        guard try DataFileCheck.newest(check.file) != before else { throw error }
      }
    }
  }

  private init(_ file: consuming File, _ newest: DataFileCheck.MetaPage) {
    self.file = file
    self.newest = newest
    pageBytes = Int(newest.pageBytes)
    pageCount = newest.lastPage + 1
    visited = [Bool](repeating: false, count: Int(newest.lastPage + 1))
  }

  private mutating func walk() throws(LogError) {
    let meta = try file.read(at: newest.offset, count: DataFileCheck.metaBytes)
    for (offset, place) in zip(DataFileCheck.databaseOffsets, [Place.freeList, .tables]) {
      let tree = meta.withRawSpan { Tree(reading: $0, at: offset) }
      try walk(tree, place)
    }
    // A page that is both free and in use would be overwritten by the next commit.
    for number in freePages {
      try claim(number, count: 1)
    }
  }

  private mutating func walk(_ tree: Tree, _ place: Place) throws(LogError) {
    let outer = found
    found = Found()
    guard (tree.root == TreeCheck.noPage) == (tree.depth == 0),
      tree.depth <= TreeCheck.depthMaximum
    else {
      throw damaged(tree.root, "a tree of \(tree.depth) levels has the wrong root")
    }
    if tree.depth > 0 {
      try visit(tree.root, level: 1, tree: tree, place)
    }
    let stated = Found(
      branchPages: tree.branchPages, leafPages: tree.leafPages,
      overflowPages: tree.overflowPages, entries: tree.entries)
    guard stated == found else {
      throw damaged(tree.root, "a tree has other pages or entries than it says")
    }
    found = outer
  }

  private mutating func visit(
    _ number: UInt64, level: Int, tree: Tree, _ place: Place
  ) throws(LogError) {
    try claim(number, count: 1)
    let bytes = try file.read(at: number * UInt64(pageBytes), count: pageBytes)
    guard bytes.count == pageBytes else { throw damaged(number, "it is cut off") }
    let kind: PageKind = level == tree.depth ? .leaf : .branch
    let nodes = try bytes.withRawSpan { page throws(LogError) in
      try readNodes(of: page, number, kind)
    }
    if kind == .branch {
      found.branchPages += 1
      for node in nodes {
        try visit(node.childPage, level: level + 1, tree: tree, place)
      }
      return
    }
    found.leafPages += 1
    found.entries += UInt64(nodes.count)
    for node in nodes {
      if place == .freeList { try noteFreePages(bytes, node, number) }
      switch node.flags {
      case 0:
        guard node.valueOffset + node.valueBytes <= pageBytes else {
          throw damaged(number, "a value reaches past the page")
        }
      case TreeCheck.overflowNode:
        try visitOverflow(bytes, node, number)
      case TreeCheck.treeNode:
        guard place == .tables, node.valueBytes == TreeCheck.treeBytes,
          node.valueOffset + TreeCheck.treeBytes <= pageBytes
        else {
          throw damaged(number, "a table is where none belongs")
        }
        let table = bytes.withRawSpan { Tree(reading: $0, at: node.valueOffset) }
        guard table.flags == 0 else { throw damaged(number, "a table has flags we never set") }
        try walk(table, .table)
      default:
        throw damaged(number, "a node has flags \(node.flags)")
      }
    }
  }

  private mutating func visitOverflow(
    _ page: [UInt8], _ node: Node, _ number: UInt64
  ) throws(LogError) {
    guard node.valueOffset + 8 <= pageBytes else { throw damaged(number, "a value has no page") }
    let first: UInt64 = page.withRawSpan { $0.native(at: node.valueOffset) }
    let needed = (TreeCheck.headerBytes + node.valueBytes + pageBytes - 1) / pageBytes
    try claim(first, count: needed)
    found.overflowPages += UInt64(needed)
    let header = try file.read(
      at: first * UInt64(pageBytes), count: TreeCheck.headerBytes)
    let isSound = header.withRawSpan { span in
      span.byteCount == TreeCheck.headerBytes && span.native(at: 0, as: UInt64.self) == first
        && span.native(at: 10, as: UInt16.self) == PageKind.overflow.rawValue
        && Int(span.native(at: 12, as: UInt32.self)) == needed
    }
    guard isSound else {
      throw damaged(first, "it is not the start of the long value it should be")
    }
  }

  /// Remembers the pages of one entry of the free list: a count, then that many page numbers.
  private mutating func noteFreePages(
    _ page: [UInt8], _ node: Node, _ number: UInt64
  ) throws(LogError) {
    var list = page
    var start = node.valueOffset
    if node.flags == TreeCheck.overflowNode {
      guard start + 8 <= pageBytes else { throw damaged(number, "a value has no page") }
      let first: UInt64 = page.withRawSpan { $0.native(at: start) }
      guard first < pageCount else { throw damaged(first, "it lies outside the file") }
      start = TreeCheck.headerBytes
      list = try file.read(at: first * UInt64(pageBytes), count: start + node.valueBytes)
    }
    guard node.valueBytes >= 8, start + node.valueBytes <= list.count else {
      throw damaged(number, "its list of free pages is cut off")
    }
    let numbers = list.withRawSpan { span in
      let count: UInt64 = span.native(at: start)
      guard count <= UInt64(node.valueBytes / 8 - 1) else { return nil as [UInt64]? }
      return (0..<Int(count)).map { span.native(at: start + 8 + 8 * $0) }
    }
    guard let numbers else { throw damaged(number, "its list of free pages is too long") }
    freePages += numbers
  }

  /// One entry of a page.
  private struct Node {
    var flags: UInt16
    var childPage: UInt64
    var valueOffset: Int
    var valueBytes: Int
  }

  /// Reads the directory of a branch or leaf page.
  private func readNodes(
    of page: RawSpan, _ number: UInt64, _ kind: PageKind
  ) throws(LogError) -> [Node] {
    let lower = Int(page.native(at: 12, as: UInt16.self))
    let upper = Int(page.native(at: 14, as: UInt16.self))
    guard page.native(at: 0, as: UInt64.self) == number,
      page.native(at: 10, as: UInt16.self) == kind.rawValue
    else {
      throw damaged(number, "it is not the \(kind) page it should be")
    }
    let count = (lower - TreeCheck.headerBytes) / 2
    guard lower >= TreeCheck.headerBytes, lower % 2 == 0, lower <= upper, upper <= pageBytes,
      count >= (kind == .branch ? 2 : 1)
    else {
      throw damaged(number, "its entries do not fit it")
    }
    var nodes: [Node] = []
    nodes.reserveCapacity(count)
    for index in 0..<count {
      let offset = Int(
        page.native(at: TreeCheck.headerBytes + 2 * index, as: UInt16.self))
      guard offset >= upper, offset % 2 == 0, offset + TreeCheck.nodeHeaderBytes <= pageBytes else {
        throw damaged(number, "entry \(index) lies outside it")
      }
      let size = page.native(at: offset, as: UInt32.self)
      let flags: UInt16 = page.native(at: offset + 4)
      let keyBytes = Int(page.native(at: offset + 6, as: UInt16.self))
      let valueOffset = offset + TreeCheck.nodeHeaderBytes + keyBytes
      guard valueOffset <= pageBytes else { throw damaged(number, "key \(index) is cut off") }
      // A branch entry keeps its child's page number where a leaf keeps size and flags.
      let child = UInt64(size) | UInt64(flags) << 32
      nodes.append(
        Node(flags: flags, childPage: child, valueOffset: valueOffset, valueBytes: Int(size)))
    }
    return nodes
  }

  /// Marks pages as reached; each one has exactly one parent.
  private mutating func claim(_ first: UInt64, count: Int) throws(LogError) {
    guard first >= 2, first < pageCount, UInt64(count) <= pageCount - first else {
      throw damaged(first, "it lies outside the file's \(pageCount) pages")
    }
    for number in Int(first)..<Int(first) + count {
      guard !visited[number] else { throw damaged(UInt64(number), "two entries lead to it") }
      visited[number] = true
    }
  }

  private borrowing func damaged(_ page: UInt64, _ what: String) -> LogError {
    // A page number beyond the file may be any number at all.
    let (start, overflow) = page.multipliedReportingOverflow(by: UInt64(pageBytes))
    let (end, overflowsToo) = start.addingReportingOverflow(UInt64(pageBytes - 1))
    let bytes = overflow || overflowsToo ? "" : " (bytes \(start) to \(end))"
    return .damaged(position: nil, place: "page \(page)\(bytes) of \(file.path)", what: what)
  }
}
