using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Running;
using Recount.Benchmarks;
using Recount.Fitting;
using Recount.Fitting.Minima;

// "fits FILE": the whole procedures once, with the CPU seconds of all threads and what they found; else BenchmarkDotNet.
if (args is ["fits", var file])
{
    var problem = Replication.Read(file);
    Search.From(new(problem), Replication.Hoffmann);

    void Timed(string name, Func<string> work)
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var found = work();
        process.Refresh();
        Console.WriteLine(FormattableString.Invariant($"{name}\t{(process.TotalProcessorTime - before).TotalSeconds:0.00}\t{found}\t{process.PeakWorkingSet64 >> 20} MB"));
    }

    string Minima(Multistart all) => string.Create(CultureInfo.InvariantCulture,
        $"{all.Best.Value:R}\t{all.Basins[0].Count} at the best of {all.Basins.Count} basins, {all.Stalled} stalled, {all.Abandoned} abandoned, {all.Evaluations} evaluations");
    Timed("starts", () => Minima(Multistart.Run(problem, Replication.Starts, new Optimiser.ToTheEnd())));
    Timed("starts, abandoning", () => Minima(Multistart.RunAbandoning(problem, Replication.Starts)));
    Timed("resamples", () =>
    {
        var all = Bootstrap.Fit(problem, 4000, Subsamples.Draw(new(42), 240, 240, 4000, true).ElementAt, Replication.Hoffmann, new Optimiser.ToTheEnd());
        return string.Create(CultureInfo.InvariantCulture, $"{all.Average(s => s.Value):R}\t{all.Count(s => s is Solution.Stalled)} stalled");
    });
    return;
}

// "scores MODEL ITEMS [THREADS]": scoring next to its baselines.
if (args is ["scores", var model, var items, ..])
{
    Scores.Run(model, items, args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1);
    return;
}

// "grid MODEL ITEMS [MOST]": many formats at once next to one after the other.
if (args is ["grid", var of, var boolq, ..])
{
    Grid.Run(of, boolq, args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 200);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
