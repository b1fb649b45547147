using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Running;
using Recount.Benchmarks;
using Recount.Fitting;

// "fits FILE": the whole procedures once, on one core, with their CPU seconds and what they found; else BenchmarkDotNet.
if (args is ["fits", var file])
{
    var problem = Replication.Read(file);
    var objective = new Objective(problem);
    Bfgs.Minimise(objective, Replication.Hoffmann);

    void Timed(string name, Func<string> work)
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var found = work();
        process.Refresh();
        Console.WriteLine(FormattableString.Invariant($"{name}\t{(process.TotalProcessorTime - before).TotalSeconds:0.00}\t{found}\t{process.PeakWorkingSet64 >> 20} MB"));
    }

    Timed("starts", () =>
    {
        var all = Replication.Starts.Select(s => Bfgs.Minimise(objective, s)).ToList();
        var best = all.Min(s => s.Value);
        return string.Create(CultureInfo.InvariantCulture, $"{best:R}\t{all.Count(s => s.Value <= best * (1 + 1e-6))} at the best, {all.Count(s => s is Solution.Stalled)} stalled, {objective.Evaluations} evaluations");
    });
    Timed("resamples", () =>
    {
        var all = Bootstrap.Draws(new(42), 240, 4000).Select(d => Bfgs.Minimise(new(problem with { Weights = d }), Replication.Hoffmann)).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{all.Average(s => s.Value):R}\t{all.Count(s => s is Solution.Stalled)} stalled");
    });
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
