using BenchmarkDotNet.Attributes;
using Recount.Audits;
using Recount.Claims;
using Recount.Quantities;
using Recount.Specs;
using Recount.Statistics;
using Recount.Workspace;

namespace Recount.Benchmarks;

/// <summary>What a test set can give: one cell after the other, and whole tables of GPT-3's.</summary>
[MemoryDiagnoser]
public class PossibleScores
{
    private (Interval Share, int Items)[] _cells = [];
    private Spec _gpt3 = null!;
    private Measure _rounding = null!;
    private Measure _rows = null!;

    [GlobalSetup]
    public void Read()
    {
        // Printed percentages with one and two digits, over the sizes of public test sets.
        int[] sizes = [56, 100, 104, 273, 277, 374, 500, 638, 953, 1000, 1838, 2000, 2032, 3270, 3610, 10000];
        _cells = [.. Enumerable.Range(0, 100_000).Select(i =>
            (PublishedValue.Parse($"{i * 7919 % 10000 / 100}.{(i % 2 == 0 ? $"{i % 10}" : $"{i % 100:00}")} %").Interval!, sizes[i % sizes.Length]))];
        var diagnostics = new Recount.Text.Diagnostics();
        _gpt3 = SpecFiles.Read([Path.Combine(Root(), "specs", "gpt3.yaml")], diagnostics).Single();
        _rounding = Of("one-rounding-rule");
        _rows = Of("rows-differ");
    }

    [Benchmark(Description = "100,000 cells: is there a count?")]
    public int Cells() => _cells.Count(c => !Grim.Of(c.Share, c.Items).None);

    [Benchmark(Description = "Table H.1: one rounding rule, 1,008 cells")]
    public object OneRounding() => _rounding.Run();

    [Benchmark(Description = "Table H.1: copied rows, 7,875 pairs")]
    public object Duplicates() => _rows.Run();

    [Benchmark(Description = "gpt3.yaml, measured and judged")]
    public object Audit() => AuditRun.Judge(AuditRun.Measure(Plan.Of([_gpt3])), _ => null);

    private Measure Of(string claim) => _gpt3.Claims.Single(c => c.Id == claim).Checks[0].Measure;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Recount.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
