using System.Text;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// Unicode's canonical composition, Normalization Form C (UAX 15), by a table of our own: this program runs without a culture database, and there
/// <see cref="string.Normalize()"/> returns what it was given. The table is that of Unicode 9.0, by which Hugging Face's <c>tokenizers</c> normalises; characters that later versions
/// added are left as they are.
/// </summary>
internal static class Composition
{
    private const int HangulBase = 0xAC00;

    private const int LeadBase = 0x1100;

    private const int VowelBase = 0x1161;

    private const int TailBase = 0x11A7;

    private const int Leads = 19;

    private const int Vowels = 21;

    private const int Tails = 28;

    private static readonly Lazy<CanonicalTable> Table = new(CanonicalTable.Read);

    public static string Of(string text)
    {
        // Below U+0300 nothing combines, and nothing is left apart that has a composed form.
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\uFFFF'))
        {
            return text;
        }

        var points = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, points);
        }

        Order(points);
        Compose(points);
        var composed = new StringBuilder(text.Length);
        foreach (var point in points)
        {
            composed.Append(new Rune(point));
        }

        return composed.ToString();
    }

    private static void Decompose(int point, List<int> into)
    {
        if (point - HangulBase is >= 0 and < Leads * Vowels * Tails and var syllable)
        {
            into.Add(LeadBase + (syllable / (Vowels * Tails)));
            into.Add(VowelBase + (syllable % (Vowels * Tails) / Tails));
            if (syllable % Tails != 0)
            {
                into.Add(TailBase + (syllable % Tails));
            }
        }
        else if (Table.Value.Decompositions.TryGetValue(point, out var parts))
        {
            foreach (var part in parts)
            {
                Decompose(part, into);
            }
        }
        else
        {
            into.Add(point);
        }
    }

    // Marks after a base stand in the order of their classes; those of one class keep theirs.
    private static void Order(List<int> points)
    {
        for (var start = 0; start < points.Count;)
        {
            var end = start;
            while (end < points.Count && Class(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var marks = points.GetRange(start, end - start).OrderBy(Class).ToList();
                for (var i = 0; i < marks.Count; i++)
                {
                    points[start + i] = marks[i];
                }
            }

            start = end + 1;
        }
    }

    private static void Compose(List<int> points)
    {
        var (kept, starter, last) = (0, -1, -1);
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            var own = Class(point);
            // A character is blocked from the starter by anything between that is a starter, or of its own class or a higher one.
            if (starter >= 0 && (last < own || (last == -1 && own == 0)) && Pair(points[starter], point) is { } composed)
            {
                points[starter] = composed;
                continue;
            }

            if (own == 0)
            {
                (starter, last) = (kept, -1);
            }
            else
            {
                last = own;
            }

            points[kept++] = point;
        }

        points.RemoveRange(kept, points.Count - kept);
    }

    private static int? Pair(int first, int second)
    {
        if (first - LeadBase is >= 0 and < Leads and var lead && second - VowelBase is >= 0 and < Vowels and var vowel)
        {
            return HangulBase + (((lead * Vowels) + vowel) * Tails);
        }

        if (first - HangulBase is >= 0 and < Leads * Vowels * Tails and var syllable && syllable % Tails == 0 && second - TailBase is > 0 and < Tails and var tail)
        {
            return first + tail;
        }

        return Table.Value.Compositions.TryGetValue((first, second), out var composed) ? composed : null;
    }

    private static int Class(int point) => point < 0x300 ? 0 : Table.Value.Classes.GetValueOrDefault(point);
}
