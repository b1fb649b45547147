using System.Globalization;

namespace Recount.Evaluation.Tokens;

/// <summary>The Unicode Character Database as far as canonical composition needs it, read from the resource that <c>tools/unicode/canonical.py</c> writes.</summary>
/// <param name="Classes">Combining classes other than 0.</param>
/// <param name="Decompositions">One step of each; Hangul syllables are not among them.</param>
/// <param name="Compositions">The pairs that are composed.</param>
internal sealed record CanonicalTable(
    IReadOnlyDictionary<int, int> Classes, IReadOnlyDictionary<int, int[]> Decompositions, IReadOnlyDictionary<(int First, int Second), int> Compositions)
{
    private const string Resource = "Recount.Evaluation.Tokens.canonical.txt";

    public static CanonicalTable Read()
    {
        var (classes, decompositions, compositions) = (new Dictionary<int, int>(), new Dictionary<int, int[]>(), new Dictionary<(int, int), int>());
        using var reader = new StreamReader(typeof(CanonicalTable).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException(Resource));
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            // kind, code point or class, "=", code points
            var words = line.Split(' ');
            if (words[0] == "class")
            {
                foreach (var range in words.Skip(3).Select(w => w.Split('-')))
                {
                    for (var point = Point(range[0]); point <= Point(range[^1]); point++)
                    {
                        classes[point] = int.Parse(words[1], CultureInfo.InvariantCulture);
                    }
                }

                continue;
            }

            var parts = words.Skip(3).Select(Point).ToArray();
            decompositions[Point(words[1])] = parts;
            if (words[0] == "pair")
            {
                compositions[(parts[0], parts[1])] = Point(words[1]);
            }
        }

        return new(classes, decompositions, compositions);
    }

    private static int Point(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
