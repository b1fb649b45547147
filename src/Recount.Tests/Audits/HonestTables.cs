using System.Collections.Concurrent;
using Recount.Findings;
using Recount.Quantities;

namespace Recount.Tests.Audits;

/// <summary>
/// The false-alarm check: tables whose counts, averages and differences are true, printed under each rounding rule. Rules that round to the nearest are left undeclared,
/// as they mostly are; the others are declared.
/// </summary>
public class HonestTables
{
    private const int Tables = 1_000;

    private static readonly string[] Rules = ["half-up", "half-away", "half-even", "half-down", "floor", "ceiling", "trunc", "anti-trunc", "twice"];

    [Fact]
    public void A_thousand_of_them_raise_no_alarm()
    {
        var (alarms, deviations, checks) = (new ConcurrentBag<string>(), new ConcurrentBag<string>(), 0);
        Parallel.For(0, Tables, table =>
        {
            var (rule, random) = (Rules[table % Rules.Length], new Random(table));
            var findings = Audited.Findings(Spec(rule, random, out var csv), ("t.csv", csv));
            Interlocked.Add(ref checks, findings.Count);
            foreach (var finding in findings.Where(f => f.Verdict is Verdict.Inconsistent or Verdict.Failed))
            {
                alarms.Add($"{rule}: {finding.Id}: {finding.Reason}\n{csv}");
            }

            foreach (var finding in findings.Where(f => f.Verdict is Verdict.Deviates))
            {
                deviations.Add($"{rule}: {finding.Id}: {finding.Reason}");
            }
        });

        Assert.True(checks > 20 * Tables, $"{checks} checks");
        Assert.Empty(alarms);

        // Agreement beyond chance is a test at 0.001: about one of a thousand honest tables may fail it.
        Assert.True(deviations.Count <= 5, string.Join('\n', deviations));
    }

    private static string Spec(string rule, Random random, out string csv)
    {
        var (items, decimals, rows) = (random.Next(5, 400), random.Next(0, 3), new List<string>());
        for (var row = 0; row < 4; row++)
        {
            Rational[] scores = [.. Enumerable.Range(0, 3).Select(_ => new Rational(100 * random.Next(0, items + 1), items))];
            var mean = (scores[0] + scores[1] + scores[2]) / 3;
            string[] printed = [.. scores.Append(mean).Append(scores[1] - scores[0]).Select(s => Print(s, rule, decimals))];
            rows.Add($"r{row},{items},{string.Join(',', printed)}");
        }

        csv = $"k,n,a,b,c,mean,gain\n{string.Join('\n', rows)}\n";
        var declared = rule.StartsWith("half", StringComparison.Ordinal) ? "" : $", rounding: {rule}";
        var (accuracy, f1, classes) = Matrix(random);
        return $$"""
            tables: { t: { file: t.csv, key: [k], exact: [n], unit: { a: percent, b: percent, c: percent, mean: percent, gain: points }{{declared}} } }
            values: { f1: { printed: "{{Print(f1, rule, 1)}}", unit: percent{{declared}} } }
            claims:
              - { id: a, says: s, each: t, published: "{a}", granularity: { items: n } }
              - { id: b, says: s, each: t, published: "{b}", granularity: { items: n } }
              - { id: c, says: s, each: t, published: "{c}", granularity: { items: n } }
              - { id: mean, says: s, each: t, published: "{mean}", relation: "mean(a, b, c)" }
              - { id: gain, says: s, each: t, published: "{gain}", relation: b - a }
              - { id: rule, says: s, one-rounding: [a, b, c] }
              - { id: rows, says: s, duplicates: { of: a, lines: [k] } }
              - { id: items, says: s, published: { printed: "{{items}}", exact: true }, denominator: t.a }
              - { id: matrix, says: s, published: { printed: "{{Print(accuracy, rule, 1)}}", unit: percent{{declared}} }, feasibility: { classes: [{{string.Join(", ", classes.Select(c => $"\"{c}\""))}}], macro-f1: f1 } }
              - { id: together, says: s, jointly: all }
            """;
    }

    private static (Rational Accuracy, Rational MacroF1, int[] Classes) Matrix(Random random)
    {
        int[] classes = [random.Next(1, 12), random.Next(1, 12), random.Next(1, 6)];
        var matrix = new int[3, 3];
        for (var actual = 0; actual < 3; actual++)
        {
            for (var item = 0; item < classes[actual]; item++)
            {
                matrix[actual, random.Next(0, 3) == 0 ? random.Next(0, 3) : actual]++;
            }
        }

        var right = Enumerable.Range(0, 3).Sum(k => matrix[k, k]);
        var f1 = Enumerable.Range(0, 3).Select(k => new Rational(2 * matrix[k, k], classes[k] + matrix[0, k] + matrix[1, k] + matrix[2, k])).Aggregate((a, b) => a + b) / 3;
        return (new Rational(100 * right, classes.Sum()), f1 * 100, classes);
    }

    // Rounds exactly, by the rule.
    private static string Print(Rational value, string rule, int decimals)
    {
        if (rule == "twice")
        {
            return Print(Rounded(value, "half-up", decimals + 1), "half-up", decimals);
        }

        var rounded = Rounded(value, rule, decimals);
        var digits = ((rounded < 0 ? -rounded : rounded) * Rational.Ten(decimals)).Numerator.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return $"{(rounded < 0 ? "-" : "")}{digits[..^decimals]}{(decimals > 0 ? "." : "")}{digits[^decimals..]}";
    }

    private static Rational Rounded(Rational value, string rule, int decimals)
    {
        var (unit, half) = (Rational.Ten(-decimals), new Rational(1, 2));
        var (own, down) = (value / unit, (value / unit).Floor());
        var (isTie, isNegative, isWhole) = (own - down == half, value < 0, own.IsWhole);
        var up = rule switch
        {
            "floor" => false,
            "ceiling" => !isWhole,
            "trunc" => isNegative && !isWhole,
            "anti-trunc" => !isNegative && !isWhole,
            "half-up" => own - down >= half,
            "half-down" => own - down > half,
            "half-away" => own - down > half || (isTie && !isNegative),
            "half-even" => own - down > half || (isTie && !down.IsEven),
            _ => throw new ArgumentException(rule),
        };
        return (up ? down + 1 : down) * unit;
    }
}
