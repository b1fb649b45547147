using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Baseline;

/// <summary>A printed accuracy beside the share of the commonest answer.</summary>
/// <param name="Published">The accuracy.</param>
/// <param name="Majority">Items with the commonest answer.</param>
/// <param name="Used">The printed numbers that the counts were read from.</param>
public sealed record BaselineMeasure(PrintedNumber Published, long Items, long Majority, IReadOnlyList<PrintedNumber> Used) : Measure
{
    public const long MostItems = 1_000_000_000;

    /// <summary>A score is above or below the constant answer when chance alone makes such a difference, to that side, less often than this.</summary>
    public const double Alpha = 0.01;

    public override IReadOnlyList<PrintedNumber> Inputs => Used;

    private string Shown => Published.Shown;

    private double Share => (double)Majority / Items;

    public override Measurement Run()
    {
        var counts = Published.Value.Interval is { IsBounded: true } interval ? Grim.Of(interval, Items) : new(0, -1);
        return counts.None
            ? new Measurement.AgainstConstant(counts, 1, 1)
            : new Measurement.AgainstConstant(counts,
                ProportionTest.Exact((long)counts.Least, Items, Share, Side.Greater),
                ProportionTest.Exact((long)counts.Most, Items, Share, Side.Less));
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var (counts, greater, less) = (Measurement.AgainstConstant)measurement;
        if (Published.Value.Interval is not { IsBounded: true })
        {
            return With(new Verdict.NotTestable("none: the printed number names no limits on both sides", "a number without '<', '>' or 'about'"), counts,
                $"The paper says {Published.Value.Text}, which names no limits on both sides.");
        }

        var constant = $"always giving the commonest answer scores {Published.Value.Show(new Rational(Majority, Items), 1)} ({Number(Majority)} of {Number(Items)})";
        if (counts.None)
        {
            return With(new Verdict.NotTestable("none: the score is possible for no count", "a score that is possible"), counts,
                $"{Shown} is no whole number of {Number(Items)} items; {constant}.");
        }

        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable(constant), counts, $"{Shown}, and {constant}; they need not be compared: {differs}.");
        }

        if (Published.Value.Value.Sign == 0 && less < Alpha)
        {
            var right = counts.Most.IsZero ? "None" : $"At most {Number((long)counts.Most)}";
            return With(new Verdict.Deviates(), counts,
                $"{right} of {Number(Items)} items is right, and {constant}: this may measure the prompt or the reading of the answers rather than the model.", Both(less));
        }

        if (counts.Least <= Majority && counts.Most >= Majority)
        {
            return With(new Verdict.Inconclusive("the answers themselves: whether they are all the same"), counts, $"{Shown} may be one constant answer: {constant}.");
        }

        if (greater < Alpha)
        {
            return With(new Verdict.Consistent($"right on each item with that share alone, so much or more would come out with p = {P(greater)}"), counts,
                $"{Shown} is above the baseline: {constant}.", Both(greater));
        }

        var nearer = Math.Min(greater, less);
        return less < Alpha
            ? With(new Verdict.Deviates(), counts, $"{Shown} is below the baseline: {constant} (p = {P(less)}). Not looking at the items would score higher.", Both(less))
            : With(new Verdict.Inconclusive("more items, or the answers themselves"), counts,
                $"{Shown} is {(counts.Least > Majority ? "above" : "below")} the baseline by no more than chance: {constant} (p = {P(nearer)}).", Both(nearer));
    }

    // The side was chosen by the score.
    private static double Both(double p) => Math.Min(1, 2 * p);

    private static string Number(long value) => NumberText.Fixed((System.Numerics.BigInteger)value, 0);

    private static string P(double p) => NumberText.Significant(Rational.Of(p), 2);

    private Judgement With(Verdict verdict, Counts counts, string reason, double? p = null)
    {
        var right = counts.None ? "no count" : counts.Number.IsOne ? Number((long)counts.Least) : $"{Number((long)counts.Least)} to {Number((long)counts.Most)}";
        return new(
            verdict, Shown, Published.Value.Interval, Published.Value.Unit.Name, new($"{right} right, baseline {Number(Majority)}", null), reason,
            [
                new("printed", $"{Shown}: {right} of {Number(Items)} items right"),
                new("baseline", $"{Number(Majority)} of {Number(Items)} have the commonest answer"),
                new("test", "exact binomial, one-sided, against the share of the commonest answer, the items taken as a sample; with the answers themselves, pairs could be compared"),
                new("rule", $"above with p < {NumberText.Significant(Rational.Of(Alpha), 1)}: consistent; below with such a p, or zero: deviates; else inconclusive"),
                new("verdict", verdict is Verdict.Consistent ? "above the baseline; not a reproduction" : verdict.Word),
            ],
            P: p,
            PDecides: p is not null);
    }
}
