using System.Diagnostics;

namespace Recount.Tests;

/// <summary>The pipeline as a person calls it; it was built with the solution.</summary>
public class PipelineTests
{
    [Fact]
    public void It_audits_every_spec_and_says_what_a_stranger_needs()
    {
        using var desk = new Cli.Desk();
        var (exit, output) = Run($"--recount_artifacts={desk.At("artifacts")}");

        Assert.True(exit == 0, output);
        Assert.Contains("claims, no mistakes", output, StringComparison.Ordinal);
        Assert.Contains("recomputed, and inside what was printed", output, StringComparison.Ordinal);
        Assert.Contains("The gravest of", output, StringComparison.Ordinal);
        Assert.Contains("Nothing new since the accepted snapshots.", output, StringComparison.Ordinal);
        Assert.True(File.Exists(desk.At("artifacts", "audit.json")) && File.Exists(desk.At("artifacts", "audit.md")));
    }

    [Fact]
    public void A_task_can_run_alone_and_the_tree_shows_the_order()
    {
        var (_, tree) = Run("--tree");
        Assert.Equal(["Default", "├─ Report", "│  └─ Judge", "│     └─ Relations", "│        └─ Plan", "│           └─ Check"], tree.Split('\n').Take(6).Select(l => l.TrimEnd()));

        var (exit, output) = Run("--target=Check", "--exclusive");
        Assert.Equal((0, 1), (exit, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public void Something_new_ends_with_1_and_a_mistake_with_2()
    {
        using var desk = new Cli.Desk();
        desk.Spec("paper", "claims:\n  - { id: a, says: \"One is two\", relation: 1 = 2 }\n");
        string[] folders = [$"--recount_specs={desk.Specs}", $"--recount_snapshots={desk.At("snapshots")}", $"--recount_artifacts={desk.At("artifacts")}"];
        Assert.Equal(1, Run(folders).Exit);

        desk.Spec("paper", "claims:\n  - { id: a, says: \"One is two\", relation: 1 = }\n");
        var (exit, output) = Run(folders);
        Assert.Equal(2, exit);
        Assert.Contains("error RC020", output, StringComparison.Ordinal);
    }

    private static (int Exit, string Output) Run(params string[] args)
    {
        var assembly = Repository.At("build", "bin", typeof(PipelineTests).Assembly.Location.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0", "Build.dll");
        Assert.True(File.Exists(assembly), $"{assembly} is not there: build the whole solution first.");
        var start = new ProcessStartInfo("dotnet", [assembly, .. args]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
