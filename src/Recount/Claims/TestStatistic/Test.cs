using System.Text.RegularExpressions;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.TestStatistic;

/// <summary>
/// A test statistic as a results section prints it: t(28) = 2.20, F(2, 28) = 2.20, chi2(28) = 22.2, z = 2.20 or r(97) = .17,
/// optionally with its p: t(28) = 2.20, p = .03.
/// </summary>
/// <param name="Name">One of t, F, chi2, z, r.</param>
/// <param name="Degrees">Degrees of freedom, as printed; none for z. With a decimal point they were rounded like any number.</param>
/// <param name="P">The p as printed behind it, with its sign unless that is "=", or null.</param>
public sealed partial record Test(string Name, IReadOnlyList<PublishedValue> Degrees, PublishedValue Statistic, string? P)
{
    /// <summary>Reads a statistic; null when the text is none.</summary>
    public static Test? Parse(string text)
    {
        var match = text.Length <= 200 ? Form().Match(text.Trim()) : Match.Empty;
        if (!match.Success)
        {
            return null;
        }

        var name = match.Groups["name"].Value switch { "F" => "F", "T" or "t" => "t", "Z" or "z" => "z", "r" or "R" => "r", _ => "chi2" };
        var degrees = match.Groups["df"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(d => PublishedValue.Parse(d, PrintedAs.Plainly, out _)).OfType<PublishedValue>().Where(IsDegrees).ToList();
        var expected = name switch { "z" => 0, "F" => 2, _ => 1 };
        var statistic = PublishedValue.Parse(match.Groups["x"].Value, PrintedAs.Plainly, out _);
        if (statistic is null || degrees.Count != expected || (name == "r" && Rational.Abs(statistic.Value) > 1))
        {
            return null;
        }

        var sign = match.Groups["sign"].Value;
        var p = match.Groups["p"].Success ? $"{(sign == "=" ? "" : sign)} {match.Groups["p"].Value}".Trim() : null;
        return new(name, degrees, statistic, p);
    }

    /// <summary>True for a statistic with a side, whose p may have been printed for one side only.</summary>
    public bool HasSides => Name is "t" or "z" or "r";

    /// <summary>The p-value at the printed digits: two-sided for t, z and r; the upper tail for F and chi-squared.</summary>
    public double Probability() => Probability(Statistic.Value.ToDouble(), [.. Degrees.Select(d => d.Value.ToDouble())]);

    /// <summary>
    /// The range of p over all statistics that print so: p falls with the size of the statistic, so its ends are the range's;
    /// degrees of freedom with a decimal point are tried at their own ends. Widened by <see cref="TailProbability.RelativeAccuracy"/>.
    /// </summary>
    /// <param name="statistic">Bounded: <see cref="PublishedValue.Interval"/> or the wider reading of trailing zeros.</param>
    public (double Low, double High) Range(Interval statistic)
    {
        var (lo, hi) = (statistic.Lo.Value!.Value.ToDouble(), statistic.Hi.Value!.Value.ToDouble());
        var largest = HasSides ? Math.Max(Math.Abs(lo), Math.Abs(hi)) : Math.Max(hi, 0);
        var smallest = !HasSides ? Math.Max(lo, 0) : lo <= 0 && hi >= 0 ? 0 : Math.Min(Math.Abs(lo), Math.Abs(hi));
        var corners = Corners().ToList();
        return (
            corners.Min(d => Probability(largest, d)) * (1 - TailProbability.RelativeAccuracy),
            Math.Min(1, corners.Max(d => Probability(smallest, d)) * (1 + TailProbability.RelativeAccuracy)));
    }

    /// <summary><c>t(28) = 2.20</c>.</summary>
    public override string ToString() => $"{Name}{(Degrees.Count > 0 ? $"({string.Join(", ", Degrees.Select(d => d.Text))})" : "")} = {Statistic.Text}";

    private double Probability(double statistic, double[] degrees) => Name switch
    {
        "t" => TailProbability.StudentT(statistic, degrees[0]),
        "F" => TailProbability.F(statistic, degrees[0], degrees[1]),
        "chi2" => TailProbability.ChiSquared(statistic, degrees[0]),
        "z" => TailProbability.Normal(statistic),
        "r" => TailProbability.Correlation(statistic, degrees[0]),
        _ => throw new System.Diagnostics.UnreachableException(Name),
    };

    // Whole degrees of freedom are counts; others are rounded numbers, such as Welch's.
    private IEnumerable<double[]> Corners()
    {
        IEnumerable<double[]> corners = [[]];
        foreach (var degrees in Degrees)
        {
            double[] ends = degrees.Main.Decimals == 0 ? [degrees.Value.ToDouble()] : [degrees.Interval!.Lo.Value!.Value.ToDouble(), degrees.Interval.Hi.Value!.Value.ToDouble()];
            corners = corners.SelectMany(c => ends.Select(e => (double[])[.. c, e])).ToList();
        }

        return corners;
    }

    private static bool IsDegrees(PublishedValue degrees) =>
        degrees is { Qualifier: Qualifier.None, RangeEnd: null, Interval: { IsBounded: true, Lo.Value.Sign: > 0 } } && degrees.Value.ToDouble() <= TailProbability.MaxDegrees;

    [GeneratedRegex(@"^(?<name>[tTFzZrR]|chi2|chi\^2|χ2|χ²|X2|X\^2)\s*(?:\((?<df>[^()]*)\))?\s*=\s*(?<x>[-+−]?[0-9.,eE]+)(?:\s*[,;]\s*p\s*(?<sign><=|>=|[<>=≤≥])\s*(?<p>[0-9.,eE+-]+))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
