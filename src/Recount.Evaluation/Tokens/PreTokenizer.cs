using System.Text;

namespace Recount.Evaluation.Tokens;

/// <summary>One step of cutting a text into words: the <c>pre_tokenizer</c> of a tokenizer.json. A closed family.</summary>
internal abstract record PreTokenizer
{
    private PreTokenizer()
    {
    }

    /// <summary>How many UTF-16 units behind a cut decide that it is one; null where nobody knows.</summary>
    public virtual int? Ahead => null;

    /// <summary>Cuts a stretch of text; empty pieces are left out.</summary>
    public abstract void Cut(Stretch stretch, List<Stretch> into);

    /// <summary>At the matches of a pattern.</summary>
    /// <param name="IsInverted">What matches is between the pieces, instead of what does not.</param>
    /// <param name="KeepsMatches">False: the matches are dropped.</param>
    public sealed record Split(SplitPattern Pattern, bool IsInverted, bool KeepsMatches) : PreTokenizer
    {
        public override void Cut(Stretch stretch, List<Stretch> into)
        {
            var at = 0;
            foreach (var (start, end) in Pattern.Matches(stretch.Text.Span))
            {
                Add(stretch, at, start, KeepsMatches || !IsInverted, into);
                Add(stretch, start, end, KeepsMatches || IsInverted, into);
                at = end;
            }

            Add(stretch, at, stretch.Text.Length, KeepsMatches || !IsInverted, into);
        }
    }

    /// <summary>Numbers apart from the rest, by the Unicode version of this runtime (16); newer digits are numbers only to newer programs.</summary>
    /// <param name="AreSingle">Each digit on its own.</param>
    public sealed record Digits(bool AreSingle) : PreTokenizer
    {
        public override void Cut(Stretch stretch, List<Stretch> into)
        {
            var (at, start, within) = (0, 0, false);
            foreach (var rune in stretch.Text.Span.EnumerateRunes())
            {
                var isNumber = Rune.IsNumber(rune);
                if (isNumber != within || (isNumber && AreSingle))
                {
                    Add(stretch, start, at, true, into);
                    (start, within) = (at, isNumber);
                }

                at += rune.Utf16SequenceLength;
            }

            Add(stretch, start, at, true, into);
        }
    }

    /// <summary>Spaces become a visible character, which begins each word.</summary>
    /// <param name="PrependsAlways">A stretch that does not begin with the character gets it.</param>
    /// <param name="PrependsFirst">Only the stretch at the beginning of the text does.</param>
    public sealed record Metaspace(string Replacement, bool PrependsAlways, bool PrependsFirst, bool IsSplit) : PreTokenizer
    {
        public override void Cut(Stretch stretch, List<Stretch> into)
        {
            var text = stretch.Text.ToString().Replace(" ", Replacement, StringComparison.Ordinal);
            if ((PrependsAlways || (PrependsFirst && stretch.IsFirst)) && !text.StartsWith(Replacement, StringComparison.Ordinal))
            {
                text = Replacement + text;
            }

            var whole = stretch with { Text = text.AsMemory() };
            var start = 0;
            while (IsSplit && text.IndexOf(Replacement, start + 1, StringComparison.Ordinal) is >= 0 and var next)
            {
                Add(whole, start, next, true, into);
                start = next;
            }

            Add(whole, start, text.Length, true, into);
        }
    }

    /// <summary>GPT-2's words, or none; the words are then spelt in bytes, which the model does.</summary>
    public sealed record ByteLevel(bool PrependsSpace, SplitPattern? Words) : PreTokenizer
    {
        // A word of GPT-2 ends before a character, of one or two units, that does not go on with it; white space leaves one character to the next word, which may be part of the cut.
        public override int? Ahead => !PrependsSpace && ReferenceEquals(Words, PreTokenizers.Words) ? 3 : null;

        public override void Cut(Stretch stretch, List<Stretch> into)
        {
            var spaced = PrependsSpace && stretch.Text.Span[0] != ' ' ? stretch with { Text = $" {stretch.Text}".AsMemory() } : stretch;
            if (Words is null)
            {
                into.Add(spaced);
            }
            else
            {
                new Split(Words, false, true).Cut(spaced, into);
            }
        }
    }

    private static void Add(Stretch whole, int start, int end, bool isKept, List<Stretch> into)
    {
        if (isKept && start < end)
        {
            into.Add(start == 0 && end == whole.Text.Length ? whole : new(whole.Text[start..end], null, whole.IsFirst && start == 0));
        }
    }
}
