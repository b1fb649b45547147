using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Duplicates;

/// <summary>Printed scores in lines; the cells of two lines that stand at the same place are compared.</summary>
public sealed record DuplicatesMeasure(IReadOnlyList<DuplicatesMeasure.Cell> Cells) : Measure
{
    /// <summary>A pair is reported when such an agreement among so many pairs has a smaller chance than this.</summary>
    public const double Alpha = 0.001;

    /// <summary>Pairs of cells that are compared before a search is not begun.</summary>
    public const int MostPairs = 20_000_000;

    /// <summary>
    /// Runs over the same easy and hard items vary less than runs over items that are all alike; a tenth of that variance is granted, which makes a cell
    /// this much likelier to agree.
    /// </summary>
    public static readonly double Allowance = Math.Sqrt(10);

    /// <summary>The largest test set for which chances are computed.</summary>
    public const long MostItems = 1_000_000_000;

    /// <summary>A printed share.</summary>
    /// <param name="Line">The words that make the line.</param>
    /// <param name="At">The other words of its key: the place in the line.</param>
    public sealed record Cell(string Line, string At, PrintedNumber Score, long Items)
    {
        internal double Share { get; } = Score.Value.Value.ToDouble();

        internal double LastDigit { get; } = Score.Value.LastDigit.ToDouble();
    }

    public override IReadOnlyList<PrintedNumber> Inputs => [.. Cells.Select(c => c.Score)];

    public override Measurement Run()
    {
        var lines = Cells.GroupBy(c => c.Line).Select(g => (g.Key, Cells: g.DistinctBy(c => c.At).ToDictionary(c => c.At))).ToList();
        if ((long)Cells.Count * lines.Count / 2 > MostPairs)
        {
            return new Measurement.TooMany($"more than {NumberText.Fixed((System.Numerics.BigInteger)MostPairs, 0)} pairs of cells");
        }

        var (pairs, alike, all) = (0, new List<Alike>(), (double)lines.Count * (lines.Count - 1) / 2);
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = i + 1; j < lines.Count; j++)
            {
                var common = lines[i].Cells.Values.Where(c => lines[j].Cells.ContainsKey(c.At)).Select(c => (A: c, B: lines[j].Cells[c.At])).ToList();
                var equal = common.Count(c => c.A.Score.Value.Text == c.B.Score.Value.Text);
                pairs += common.Count > 0 ? 1 : 0;
                if (equal > 0)
                {
                    // Where a bound by about those chances says that such a pair is to be expected, nothing is summed.
                    var bound = Agreement.BoundOfAtLeast(equal, common.Sum(c => Chance(c.A, c.B, Agreement.AboutOfRuns)));
                    var chance = bound * all > 1 ? bound : Agreement.AtLeast(equal, [.. common.Select(c => Chance(c.A, c.B, Agreement.OfRuns))]);
                    alike.Add(new(lines[i].Key, lines[j].Key, equal, common.Count, chance));
                }
            }
        }

        // Bonferroni over all pairs: the pair to look at was chosen by its agreement.
        const int most = 20;
        var adjusted = alike.Select(a => a with { P = Math.Min(1, a.P * pairs) }).OrderBy(a => a.P).ThenByDescending(a => a.Equal).ToList();
        return new Measurement.Agreements(pairs, [.. adjusted.Take(Math.Max(most, adjusted.Count(a => a.P < Alpha)))]);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        if (measurement is Measurement.TooMany(var steps))
        {
            return With(new Verdict.NotTestable($"none: {steps} would have to be compared", "fewer lines"), [], $"{Cells.Count} scores make {steps}: too many to compare.");
        }

        var (pairs, unlikely) = (Measurement.Agreements)measurement;
        if (pairs == 0)
        {
            return With(new Verdict.NotTestable("none: no two lines have a cell at the same place", "other 'lines'"), unlikely, "No two lines have a cell at the same place.");
        }

        var copies = unlikely.Where(u => u.P < Alpha).ToList();
        if (claim.Differs is { } differs)
        {
            var found = copies.Count == 0 ? "No pair agrees beyond chance" : Text(copies[0]);
            return With(new Verdict.NotComparable(found), unlikely, $"{found}; they need not differ: {differs}.");
        }

        if (copies.Count > 0)
        {
            return With(new Verdict.Deviates(), unlikely,
                $"{string.Join("; ", copies.Take(4).Select(Text))}{(copies.Count > 4 ? $"; and {copies.Count - 4} more pairs" : "")}. " +
                $"Independent runs of equal ability would agree so, somewhere among {Count(pairs)} of lines, with a chance of {Show(copies[0].P)}, if their scores " +
                "vary by a tenth of what independent items make them vary. Either a line was copied, or one run is printed twice, or the runs are not independent.");
        }

        var closest = unlikely.Count == 0 ? "no two lines share a score" : $"the nearest, {Text(unlikely[0])}, is to be expected (chance {Show(unlikely[0].P)})";
        return With(new Verdict.Consistent($"{Count(pairs)} compared at {NumberText.Significant(Rational.Of(Alpha), 1)}"), unlikely,
            $"Of {Count(pairs)} of lines none agrees beyond chance: {closest}.");
    }

    // By the middle of the two shares.
    private static double Chance(Cell a, Cell b, Func<double, long, double, double> chance) =>
        Math.Min(1, Allowance * Math.Max(
            chance(Math.Clamp((a.Share + b.Share) / 2, 0, 1), a.Items, Math.Max(a.LastDigit, b.LastDigit)),
            a.Items == b.Items ? 0 : chance(Math.Clamp((a.Share + b.Share) / 2, 0, 1), b.Items, Math.Max(a.LastDigit, b.LastDigit))));

    private static string Count(int pairs) => $"{NumberText.Fixed((System.Numerics.BigInteger)pairs, 0)} {(pairs == 1 ? "pair" : "pairs")}";

    private static string Text(Alike pair) =>
        $"{pair.First} and {pair.Second} print the same in " +
        (pair.Compared == 1 ? "the one cell that they share" : $"{(pair.Equal == pair.Compared ? "all" : $"{pair.Equal} of")} {pair.Compared} cells");

    private static string Show(double p) => p < 1e-300 ? "less than 1e-300" : NumberText.Significant(Rational.Of(p), 2);

    private Judgement With(Verdict verdict, IReadOnlyList<Alike> unlikely, string reason) => new(
        verdict, $"{Cells.Count} scores", null, "", new(string.Join("; ", unlikely.Where(u => u.P < Alpha).Take(10).Select(Text).DefaultIfEmpty("none beyond chance")), null), reason,
        [
            new("printed", $"{Cells.Count} scores in {Cells.Select(c => c.Line).Distinct().Count()} lines"),
            .. unlikely.Take(8).TakeWhile((u, i) => i == 0 || u.P < 0.5).Select(u => new Step("alike", $"{Text(u)}: chance {Show(u.P)}")),
            new("chance",
                "of so many equal cells between independent runs, right on each item with the mean of the two printed shares but with a tenth of the variance, " +
                "times the number of pairs"),
            new("rule", $"a chance below {NumberText.Significant(Rational.Of(Alpha), 1)}: deviates; none: consistent"),
            new("verdict", verdict is Verdict.Consistent ? "possible; not a reproduction" : verdict.Word),
        ],
        P: unlikely.Count > 0 ? unlikely[0].P : null,
        PDecides: true);
}
