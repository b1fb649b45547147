using System.Globalization;
using System.Text.RegularExpressions;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.TestStatistic;

/// <summary>
/// A test statistic as a results section prints it: t(28) = 2.20, F(2, 28) = 2.20, chi2(28) = 22.2, z = 2.20 or r(97) = .17,
/// optionally with its p: t(28) = 2.20, p = .03.
/// </summary>
/// <param name="Name">One of t, F, chi2, z, r.</param>
/// <param name="Degrees">Degrees of freedom; none for z.</param>
/// <param name="P">The p as printed behind it, with its sign unless that is "=", or null.</param>
public sealed partial record Test(string Name, IReadOnlyList<double> Degrees, PublishedValue Statistic, string? P)
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
            .Select(d => double.TryParse(d, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : -1).ToList();
        var expected = name switch { "z" => 0, "F" => 2, _ => 1 };
        var statistic = PublishedValue.Parse(match.Groups["x"].Value, PrintedAs.Plainly, out _);
        if (statistic is null || degrees.Count != expected || degrees.Any(d => d is <= 0 or > 1e9) || (name == "r" && Rational.Abs(statistic.Value) > 1))
        {
            return null;
        }

        var p = match.Groups["p"].Success ? $"{match.Groups["sign"].Value.Replace("=", "", StringComparison.Ordinal)} {match.Groups["p"].Value}".Trim() : null;
        return new(name, degrees, statistic, p);
    }

    /// <summary>The p-value: two-sided for t, z and r; the upper tail for F and chi-squared.</summary>
    public double Probability(double statistic) => Name switch
    {
        "t" => TailProbability.StudentT(statistic, Degrees[0]),
        "F" => TailProbability.F(statistic, Degrees[0], Degrees[1]),
        "chi2" => TailProbability.ChiSquared(statistic, Degrees[0]),
        "z" => TailProbability.Normal(statistic),
        "r" => TailProbability.Correlation(statistic, Degrees[0]),
        _ => throw new System.Diagnostics.UnreachableException(Name),
    };

    /// <summary>
    /// The range of p over all statistics that print so: p falls with the size of the statistic, so its ends are the range's.
    /// Widened by <see cref="TailProbability.RelativeAccuracy"/>.
    /// </summary>
    public (double Low, double High) Range()
    {
        var interval = Statistic.Interval!;
        var (lo, hi) = (interval.Lo.Value!.Value.ToDouble(), interval.Hi.Value!.Value.ToDouble());
        var largest = Name is "F" or "chi2" ? Math.Max(hi, 0) : Math.Max(Math.Abs(lo), Math.Abs(hi));
        var smallest = Name is "F" or "chi2" ? Math.Max(lo, 0) : lo <= 0 && hi >= 0 ? 0 : Math.Min(Math.Abs(lo), Math.Abs(hi));
        return (Probability(largest) * (1 - TailProbability.RelativeAccuracy), Math.Min(1, Probability(smallest) * (1 + TailProbability.RelativeAccuracy)));
    }

    /// <summary><c>t(28) = 2.20</c>.</summary>
    public override string ToString() =>
        $"{Name}{(Degrees.Count > 0 ? $"({string.Join(", ", Degrees.Select(d => d.ToString(CultureInfo.InvariantCulture)))})" : "")} = {Statistic.Text}";

    [GeneratedRegex(@"^(?<name>[tTFzZrR]|chi2|chi\^2|χ2|χ²|X2|X\^2)\s*(?:\((?<df>[^()]*)\))?\s*=\s*(?<x>[-+−]?[\d.,eE]+)(?:\s*[,;]\s*p\s*(?<sign>[<>=≤≥]|<=|>=)\s*(?<p>[\d.,eE+-]+))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
