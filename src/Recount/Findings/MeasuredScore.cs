using MathNet.Numerics.Distributions;
using Recount.Statistics;

namespace Recount.Findings;

/// <summary>A range of which so much is trusted, in the unit of formulas.</summary>
public readonly record struct Spread(double Low, double High)
{
    /// <summary>That of a normal estimate.</summary>
    /// <param name="confidence">Such as 0.95, both sides together.</param>
    public static Spread Normally(double value, double error, double confidence)
    {
        var reach = error * Normal.InvCDF(0, 1, (1 + confidence) / 2);
        return new(value - reach, value + reach);
    }
}

/// <summary>One thing that a score was measured under: ("shots", "0"). The names are those of <see cref="FactNames"/> where one of them fits.</summary>
public sealed record ProtocolFact(string Name, string Value);

/// <summary>The names of facts that a paper's protocol can be held against.</summary>
public static class FactNames
{
    public const string Model = "model", Shots = "shots", Split = "split", Metric = "metric", Scoring = "scoring", Version = "version";
}

/// <summary>Who measured a score. A closed family.</summary>
public abstract record ScoreOrigin
{
    private ScoreOrigin()
    {
    }

    /// <summary>Recount did, from the model and the items.</summary>
    public sealed record Evaluated : ScoreOrigin;

    /// <summary>Another program did, and this is what it wrote down.</summary>
    /// <param name="Program">Such as lm-eval.</param>
    /// <param name="Version">Of the program; null where it does not say.</param>
    /// <param name="When">Day of the run, as yyyy-MM-dd; null where it does not say.</param>
    /// <param name="On">The machine, as far as it says; or null.</param>
    /// <param name="Input">What was read.</param>
    public sealed record Recorded(string Program, string? Version, string? When, string? On, InputFile Input) : ScoreOrigin
    {
        /// <summary>"lm-eval 0.4.9 on 2025-11-12".</summary>
        public string Named => $"{Program}{(Version is null ? "" : $" {Version}")}{(When is null ? "" : $" on {When}")}";
    }
}

/// <summary>A benchmark score as it was measured, with how sure one can be of it.</summary>
/// <param name="Metric">Its name, such as acc.</param>
/// <param name="Value">In the unit of formulas: a share from 0 to 1, or the number itself where the metric is none, such as a perplexity.</param>
/// <param name="IsShare">It lies between 0 and 1 by its nature; a printed 60.5 without a percent sign cannot be it.</param>
/// <param name="Items">How many items it was measured on; null where that is not known.</param>
/// <param name="Right">How many of them are right, where the metric counts them: several counts where near ties may fall either way.</param>
/// <param name="Reach">What a score that counts nothing can become as near ties fall; null: <paramref name="Value"/> alone.</param>
/// <param name="StandardError">Of the score, the items being a sample; null where none can be told.</param>
/// <param name="Ninety">Its 90 % confidence interval, the one of two one-sided tests at 5 %; null where none can be told.</param>
/// <param name="By">Where the uncertainty comes from, in words: "binomial", "bootstrap of 1,000 resamples of the items". Empty where there is none.</param>
/// <param name="Facts">What it was measured under: shots, split, metric, model, scoring.</param>
public sealed record MeasuredScore(
    string Metric, double Value, bool IsShare, long? Items, Counts? Right, Spread? Reach, double? StandardError, Spread? Ninety, string By,
    IReadOnlyList<ProtocolFact> Facts, ScoreOrigin Origin)
{
    /// <summary>A count of right items, with Clopper and Pearson's interval; from the least count to the most where near ties leave several.</summary>
    /// <param name="right">The count as it came out.</param>
    /// <param name="all">All counts that it can be.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no items, or a count is none of them.</exception>
    public static MeasuredScore OfCount(string metric, long right, Counts all, long items, IReadOnlyList<ProtocolFact> facts, ScoreOrigin origin)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        if (right < all.Least || right > all.Most || all.Least < 0 || all.Most > items)
        {
            throw new ArgumentOutOfRangeException(nameof(right), right, $"From {all.Least} to {all.Most} of {items} are right.");
        }

        var ninety = new Spread(Proportion.ClopperPearson((long)all.Least, items, 0.9).Low, Proportion.ClopperPearson((long)all.Most, items, 0.9).High);
        var share = (double)right / items;
        return new(metric, share, true, items, all, null, items < 2 ? null : Math.Sqrt(share * (1 - share) / (items - 1)), ninety, "binomial", facts, origin);
    }

    /// <inheritdoc cref="OfCount(string, long, Counts, long, IReadOnlyList{ProtocolFact}, ScoreOrigin)"/>
    public static MeasuredScore OfCount(string metric, long right, long items, IReadOnlyList<ProtocolFact> facts, ScoreOrigin origin) =>
        OfCount(metric, right, new(right, right), items, facts, origin);

    /// <summary>A score that is no count, with the interval of a normal estimate where there is a standard error.</summary>
    public static MeasuredScore OfMean(
        string metric, double value, bool isShare, long? items, double? error, string by, IReadOnlyList<ProtocolFact> facts, ScoreOrigin origin) => new(
        metric, value, isShare, items, null, null, error, error is { } e ? Spread.Normally(value, e, 0.9) : null, by, facts, origin);
}

/// <summary>What one score is above another on the same items, in pairs.</summary>
/// <param name="Points">First minus second, in the unit of formulas: 0.1 is ten points.</param>
/// <param name="Low">The lower end of the paired 95 % interval.</param>
/// <param name="Low90">The lower end of the paired 90 % interval, for two one-sided tests at 5 %.</param>
/// <param name="P">Of McNemar's exact test, or of another paired one, against no difference.</param>
/// <param name="OnlyFirst">Items that only the first gets right; null where the metric counts none.</param>
/// <param name="Facts">What both were measured under.</param>
/// <param name="Reach">What the points can become as near ties fall; null where there are none.</param>
public sealed record MeasuredDifference(
    double Points, double Low, double High, double Low90, double High90, double P, long? OnlyFirst, long? OnlySecond, long Items, IReadOnlyList<ProtocolFact> Facts,
    Spread? Reach = null)
{
    /// <summary>
    /// Of counts: McNemar's exact test, and Agresti and Min's interval (2005), which is Wald's with half an item more in each of the four cells.
    /// </summary>
    /// <param name="items">At least one.</param>
    public static MeasuredDifference OfPairs(long onlyFirst, long onlySecond, long items, IReadOnlyList<ProtocolFact> facts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, Math.Max(1, onlyFirst + onlySecond));
        var (first, second, all) = (onlyFirst + 0.5, onlySecond + 0.5, items + 2.0);
        var (centre, error) = ((first - second) / all, Math.Sqrt(first + second - ((first - second) * (first - second) / all)) / all);
        var (ninety, more) = (Spread.Normally(centre, error, 0.9), Spread.Normally(centre, error, 0.95));
        return new(
            (double)(onlyFirst - onlySecond) / items, more.Low, more.High, ninety.Low, ninety.High, ProportionTest.McNemar(onlyFirst, onlySecond), onlyFirst, onlySecond, items, facts);
    }
}
