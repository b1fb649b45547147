namespace Recount.Evaluation.Tokens;

/// <summary>Reads one character class of an <see cref="OnigurumaPattern"/>: characters, ranges, categories. Classes within it and intersections are refused.</summary>
internal static class OnigurumaClass
{
    public static void Read(OnigurumaPattern pattern, bool ignoresCase)
    {
        pattern.Copy(1);
        if (pattern.Peek() == '^')
        {
            pattern.Copy(1);
        }

        if (pattern.Peek() == ']')
        {
            throw pattern.Refused("an empty class");
        }

        while (pattern.Peek() != ']')
        {
            if (One(pattern, ignoresCase) is not { } first)
            {
                if (pattern.Peek() == '-' && pattern.Peek(1) != ']')
                {
                    throw pattern.Refused("a range that begins with a category");
                }

                continue;
            }

            var last = first;
            if (pattern.Peek() == '-' && pattern.Peek(1) != ']')
            {
                pattern.Take();
                last = One(pattern, ignoresCase) ?? throw pattern.Refused("a range that ends with a category");
            }

            if (last < first || (ignoresCase && (first != last || (first != '\u2019' && !char.IsAscii(first)) || char.IsAsciiLetter(first))))
            {
                throw pattern.Refused(last < first ? "a range without characters" : "a class of letters or a range regardless of case");
            }

            pattern.Write(first, last);
        }

        pattern.Copy(1);
    }

    // A character that is not written yet, or null where a category was written.
    private static char? One(OnigurumaPattern pattern, bool ignoresCase)
    {
        switch (pattern.Peek())
        {
            case '\\':
                return OnigurumaEscape.Read(pattern, ignoresCase);

            case '[':
                throw pattern.Refused("a class within a class");

            case '&' when pattern.Peek(1) == '&':
                throw pattern.Refused("an intersection");

            default:
                return pattern.Take();
        }
    }
}
