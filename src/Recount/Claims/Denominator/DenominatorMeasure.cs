using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Denominator;

/// <summary>A number of items and the printed shares that should be of so many.</summary>
/// <param name="Published">The number of items.</param>
/// <param name="Scores">Shares with limits on both sides.</param>
public sealed record DenominatorMeasure(PrintedNumber Published, int Items, IReadOnlyList<PrintedNumber> Scores) : Measure
{
    /// <summary>Numbers of items are tried one by one up to twice the published one.</summary>
    public const int MostItems = 100_000;

    /// <summary>Scores times numbers of items that are tried before a search is not begun.</summary>
    public const int MostSteps = 5_000_000;

    public override IReadOnlyList<PrintedNumber> Inputs => Scores;

    private string Shares => Scores.Count == 1 ? "The one score" : $"All {Scores.Count} scores";

    public override Measurement Run() => 2L * Items * Scores.Count > MostSteps
        ? new Measurement.TooMany($"more than {NumberText.Fixed((System.Numerics.BigInteger)MostSteps, 0)} pairs of a score and a number of items")
        : new Measurement.Denominators([.. Statistics.Denominators.Of([.. Scores.Select(s => s.Value.Interval!)], 2 * Items)]);

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        if (measurement is Measurement.TooMany(var steps))
        {
            return With(new Verdict.NotTestable($"none: {steps} would have to be tried", "fewer scores"), [], "none",
                $"{Scores.Count} scores and {Items} items make {steps}: too many to try.");
        }

        var possible = ((Measurement.Denominators)measurement).Items;
        var power = $"{possible.Count} of the numbers up to {2 * Items} could give such scores";
        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable(List(possible)), possible, power,
                $"The scores are possible for {List(possible)}; they need not be of {Items} items: {differs}.");
        }

        if (possible.Count == 2 * Items)
        {
            return With(new Verdict.NotTestable($"0 %: every number up to {2 * Items} is possible", "more scores, or scores with more digits"), possible, power,
                $"{Shares} are possible for every number of items up to {2 * Items}.");
        }

        if (possible.Contains(Items))
        {
            var (smaller, larger) = (possible.Count(n => n < Items), possible.Count(n => n > Items));
            return With(new Verdict.Consistent(power), possible, power,
                $"{Shares} are possible for {Items} items. {Some(smaller)} smaller {(smaller == 1 ? "number" : "numbers")} would do, " +
                $"and {Some(larger).ToLowerInvariant()} larger up to {2 * Items}.");
        }

        var misfits = Scores.Where(s => Grim.Of(s.Value.Interval!, Items).None).Select(s => s.Shown).ToList();
        var otherwise = $"One of these must be otherwise: {(misfits.Count == 1 ? "that score" : "those scores")}, the number of items, the metric (an average over runs?), or the data.";
        var instead = possible.Count == 0 ? $"no number up to {2 * Items} makes all of them possible" : $"all {Scores.Count} are possible for {List(possible)}";
        var rules = Rounding.All.Where(r => r != Rounding.Unknown)
            .Where(r => Scores.All(s => s.Value.IntervalUnder(r) is { IsBounded: true } interval && !Grim.Of(interval, Items).None)).Select(r => r.Name).ToList();
        var rescue = rules.Count == 0 ? "No rounding rule that is known rescues all." : $"Rounding by {string.Join(" or ", rules)} would rescue all.";
        var reason = $"{Items} items give {string.Join(", ", misfits.Take(4))}{(misfits.Count > 4 ? $" and {misfits.Count - 4} more" : "")} for no count; {instead}.";
        if (Scores.All(s => !Grim.Of(s.Value.WideInterval ?? s.Value.Interval!, Items).None))
        {
            return With(new Verdict.Inconclusive("the number of significant digits of scores that end in zeros"), possible, power,
                $"{reason} {Items} items would do only if zeros at the end of a score are not significant.");
        }

        return Scores.FirstOrDefault(s => s.Elsewhere) is { } foreign
            ? With(new Verdict.Deviates(), possible, power, $"{reason} The scores are {foreign.Source}'s.")
            : With(new Verdict.Inconsistent(otherwise), possible, power, $"{reason} {otherwise} {rescue}");
    }

    private static string Some(int count) => count == 0 ? "No" : $"{count}";

    // The possible numbers: the nearest to the published one, in order.
    private string List(IReadOnlyList<int> possible)
    {
        const int most = 6;
        var near = possible.OrderBy(n => Math.Abs(n - Items)).Take(most).Order().ToList();
        return possible.Count == 0 ? $"no number up to {2 * Items}"
            : $"{string.Join(", ", near)}{(possible.Count > most ? $" and {possible.Count - most} more up to {2 * Items}" : "")} items";
    }

    private Judgement With(Verdict verdict, IReadOnlyList<int> possible, string power, string reason) => new(
        verdict, Published.Shown, Published.Value.Interval, Published.Value.Unit.Name, new(List(possible), null), reason,
        [
            new("printed", $"{Scores.Count} scores: {string.Join(", ", Scores.Take(12).Select(s => s.Shown))}{(Scores.Count > 12 ? ", ..." : "")}"),
            new("must be", $"k / {Items} for a whole k, each of them"),
            new("possible", List(possible)),
            new("power", power),
            new("rule",
                "the published number is among the possible ones: consistent, or not-testable where all are; it is not: inconsistent, " +
                "or deviates where the scores are another work's"),
            new("verdict", verdict is Verdict.Consistent ? "possible; not a reproduction" : verdict.Word),
        ]);
}
