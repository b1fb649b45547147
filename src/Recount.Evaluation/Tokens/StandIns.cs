using System.Globalization;
using System.Text;

namespace Recount.Evaluation.Tokens;

/// <summary>A character of the basic plane for each general category that characters outside it have.</summary>
internal sealed class StandIns
{
    private static readonly UnicodeCategory[] OnlyBasic =
    [
        UnicodeCategory.Control, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator, UnicodeCategory.SpaceSeparator, UnicodeCategory.Surrogate,
    ];

    private readonly char[] _byCategory = new char[30];

    private StandIns()
    {
    }

    /// <summary>Null where the ranges leave none of some category.</summary>
    /// <param name="taken">Ranges of characters that a pattern names, which stand for themselves only; ends are inclusive.</param>
    public static StandIns? For(IReadOnlyList<(char First, char Last)> taken)
    {
        var standIns = new StandIns();
        // From here on nothing is ASCII, equal to ASCII but for case, or white space that a pattern means by \s.
        for (var c = '\u0250'; c < '\uFFFF'; c++)
        {
            ref var place = ref standIns._byCategory[(int)CharUnicodeInfo.GetUnicodeCategory(c)];
            if (place == 0 && !taken.Any(t => t.First <= c && c <= t.Last))
            {
                place = c;
            }
        }

        return Enum.GetValues<UnicodeCategory>().Except(OnlyBasic).All(c => standIns._byCategory[(int)c] != 0) ? standIns : null;
    }

    /// <summary>The text with one unit for each character, and where each of them starts in the text that was given; one more place for its end.</summary>
    public (string Flat, int[] Starts) Flatten(string text)
    {
        var flat = new StringBuilder(text.Length);
        var starts = new List<int>(text.Length + 1);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            starts.Add(at);
            flat.Append(rune.IsBmp ? (char)rune.Value : _byCategory[(int)Rune.GetUnicodeCategory(rune)]);
            at += rune.Utf16SequenceLength;
        }

        starts.Add(at);
        return (flat.ToString(), [.. starts]);
    }
}
