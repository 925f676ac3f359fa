import Foundation
import PackagePlugin

/// Tells the program the commit that it is built from; nothing in a source tree without git.
@main
struct CommitPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) -> [Command] {
    // A repository that the source tree merely lies in is not its own. The file is written where it changes, so that
    // nothing is compiled again without need.
    let script = """
      cd "$1" && commit=nil
      if [ -e .git ] && name=$(git --no-optional-locks describe --always --exclude='*' --dirty=', modified' 2>/dev/null); then
        commit="\\"$name\\""
      fi
      text="/// The commit that the program is built from, where it is known.
      let programCommit: String? = $commit"
      mkdir -p "$2" && cd "$2" && [ "$(cat Commit.swift 2>/dev/null)" = "$text" ] || printf '%s\\n' "$text" > Commit.swift
      """
    let folder = context.pluginWorkDirectoryURL
    return [
      .prebuildCommand(
        displayName: "Name the commit", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "sh", context.package.directoryURL.path, folder.path], outputFilesDirectory: folder)
    ]
  }
}
