using System.ComponentModel;
using System.Diagnostics;

namespace Recount.Workspace;

/// <summary>Asks git which commit a folder is at; a machine without git, or a folder outside a repository, is no mistake.</summary>
public static class Git
{
    /// <summary>The commit, and whether tracked files differ from it; null and false where there is none.</summary>
    public static (string? Commit, bool Dirty) Head(string folder)
    {
        var commit = Run(folder, "rev-parse", "HEAD");
        return commit is null ? (null, false) : (commit, Run(folder, "status", "--porcelain", "--untracked-files=no") is { Length: > 0 });
    }

    /// <summary>A file of a folder as it was at a commit; empty where the commit has none, null where there is no such commit.</summary>
    /// <param name="commit">Any name that git knows it by, such as <c>origin/main</c>.</param>
    public static string? Show(string folder, string commit, string file) =>
        Run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{commit}^{{commit}}") is { } hash ? Run(folder, "show", $"{hash}:./{file}") ?? "" : null;

    private static string? Run(string folder, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            error.Wait();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
