using System.Diagnostics;
using Recount.Tests.Evaluation.Models;

namespace Recount.Tests.Cli;

/// <summary>A run that is killed outright goes on where it was, and ends with what an undisturbed one gives.</summary>
public sealed class KilledTests : IDisposable
{
    private const int Kills = 20;

    private readonly Desk _desk = new();

    public KilledTests()
    {
        RandomDecoder.Write(_desk.At("model"), new() { WithPast = true, Vocabulary = 300, Layers = 4 });
        RandomDecoderTokenizer.Write(_desk.At("model"), 300);
        _desk.File("items.jsonl", string.Concat(Enumerable.Range(0, 2000).Select(i => $"{{\"question\": \"What is {i} and {i * 7}?\", \"choices\": [\"one\", \"two {i}\", \"three\"], \"gold\": {i % 3}}}\n")));
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Killed_at_twenty_moments_a_run_still_ends_as_an_undisturbed_one()
    {
        Assert.Equal(0, (await Run("undisturbed", null)).Exit);
        var expected = File.ReadAllText(_desk.At("undisturbed", "items.jsonl"));
        var random = new Random(5);
        var (kills, fromLog, lot) = (0, 0, 0);
        while (kills < Kills)
        {
            // Killed again and again until it ends; then anew with an empty log.
            lot++;
            for (var ended = false; !ended;)
            {
                var (exit, output) = await Run($"killed-{lot}", kills < Kills ? TimeSpan.FromMilliseconds(random.Next(50, 900)) : null);
                ended = exit == 0;
                kills += ended ? 0 : 1;
                fromLog += ended && !output.Contains(" 0 from the log", StringComparison.Ordinal) ? 1 : 0;
            }

            Assert.Equal(expected, File.ReadAllText(_desk.At($"killed-{lot}", "items.jsonl")));
        }

        Assert.InRange(fromLog, 1, lot);
    }

    // A run with its own log; killed so long after its log is there.
    private async Task<(int Exit, string Output)> Run(string name, TimeSpan? killed)
    {
        var stop = TestContext.Current.CancellationToken;
        var log = _desk.At($"{name}.log");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "Recount.Cli.dll"), "score", _desk.At("model"), _desk.At("items.jsonl"), "--context", "{question}", "--choices", "{choices}", "--gold", "{gold}",
            "--threads", "1", "--batch-tokens", "64", "--log", log, "--out", _desk.At(name),
        })
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var error = process.StandardError.ReadToEndAsync(stop);
        if (killed is { } after)
        {
            var had = File.Exists(log) ? new FileInfo(log).Length : 0;
            while (!process.HasExited && (!File.Exists(log) || new FileInfo(log).Length == had))
            {
                await Task.Delay(5, stop);
            }

            await Task.Delay(after, stop);
            process.Kill();
        }

        await process.WaitForExitAsync(stop);
        await error;
        return (process.ExitCode, await output);
    }
}
