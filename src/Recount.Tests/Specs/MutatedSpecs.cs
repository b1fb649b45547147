using System.Diagnostics;
using Recount.Audits;
using Recount.Findings;
using Recount.Specs;
using Recount.Text;

namespace Recount.Tests.Specs;

/// <summary>Specs that went through a shredder: whatever comes out, the reader says what is wrong with it and nothing breaks.</summary>
public class MutatedSpecs
{
    private const int Count = 20_000;

    // What hostile or careless hands put in: signs of YAML, of formulas and of CSV, numbers without end, control characters.
    private static readonly string[] Shreds =
    [
        ":", ": ", "-", "- ", "{", "}", "[", "]", "\"", "'", "#", "&a", "*a", "!!float ", "|\n", ">-\n", "? ", "---\n", "...\n", "\t", "\n", "\r", "\0", "\u001b[31m", "\u0085", "\u2028", "\u202e",
        "1e999999999", "9^9^9", "((((((((((((((((((((((((((((((((((((((((((", "1/0", "0/5", "1/1/1", "-1/5", "٣", "NaN", "∞", "0,34", "t(NaN) = 2", "{zz}", "{task}", "%", "^-1", "^(1/2)", "ln(0)", "slope(", "sum(",
        "claims: []\n", "each: t\n", "exact: true", "margin: 5 %", "range: 0-1", "complement: true", "elsewhere: true", "digits: 3", "status: secondary", "ﷺ", "\ud800",
    ];

    private static readonly string[] Tables = ["k,x,y\na,1,2\nb,3,4\n", "k,x,y\na,\"1\n", "k,x\na,1,2\n", "", "k,x,y\na,-,n.a.\n", "k,k\na,1\n"];

    [Fact]
    public void No_mutation_is_an_unhandled_exception()
    {
        var sources = Audited.Shipped.Select(s => File.ReadAllText(s.Inputs[0].Path)).Where(t => t.Length < 6_000)
            .Append("recount: 1\npaper: { title: x }\ntables: { t: { file: t.csv, key: [k] } }\nclaims:\n  - { id: a, says: \"{k}\", each: t, published: \"{x}\", relation: y / 2 }\n  - { id: b, says: \"b\", published: \"4\", relation: \"sum(t.x)\" }\n")
            .ToList();
        Assert.True(sources.Count > 5);
        var read = 0;
        Parallel.For(0, Count, seed =>
        {
            var random = new Random(seed);
            var mutated = Mutate(sources[random.Next(sources.Count)], random);
            var table = Mutate(Tables[random.Next(Tables.Length)], random);
            var diagnostics = new Diagnostics();
            var clock = Stopwatch.StartNew();
            var spec = SpecReader.Read(new("specs/x.yaml", mutated), path => (new SourceText(path, table), null), diagnostics, catalog: Audited.Catalog.Value);

            Assert.True(spec is null == diagnostics.Any, $"seed {seed}: neither a spec nor a mistake, or both");
            Assert.All(diagnostics.Sorted(), d => Assert.InRange(d.At.Line, 1, Math.Max(mutated.Length, table.Length) + 2));
            foreach (var line in diagnostics.Sorted().SelectMany(d => d.Frame().Prepend(d.Headline)))
            {
                Assert.DoesNotContain(line, c => char.IsControl(c) || c == '\u202e');
            }

            if (spec is not null)
            {
                Interlocked.Increment(ref read);
                var measured = AuditRun.Measure(Plan.Of([spec]), TestContext.Current.CancellationToken);
                Assert.All(measured.Measurements, m => Assert.IsNotType<Measurement.Broken>(m));
                var audits = AuditRun.Judge(measured, _ => null, TestContext.Current.CancellationToken);
                Assert.All(audits.SelectMany(s => s.Findings), f => Assert.DoesNotContain("broke:", f.Reason, StringComparison.Ordinal));
            }

            // Not a measurement of speed: a spec that takes so long has found a way round the limits.
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"seed {seed} took {clock.Elapsed}");
        });
        Assert.InRange(read, Count / 20, Count * 19 / 20);
    }

    private static string Mutate(string text, Random random)
    {
        for (var i = random.Next(1, 5); i > 0 && text.Length > 0; i--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            var lines = text.Split('\n');
            var line = random.Next(lines.Length);
            text = random.Next(7) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Shreds[random.Next(Shreds.Length)]),
                2 => text.Remove(at, length).Insert(at, Shreds[random.Next(Shreds.Length)]),
                3 => text.Insert(at, text.Substring(at, length)),
                4 => string.Join('\n', lines.Where((_, n) => n != line)),
                5 => string.Join('\n', lines.SelectMany((l, n) => n == line ? new[] { l, l } : [l])),
                _ => text[..at],
            };
        }

        return text;
    }
}
