namespace Recount.Evaluation.Tokens;

/// <summary>Reads the steps of a <c>pre_tokenizer</c>.</summary>
internal static class PreTokenizers
{
    /// <summary>What GPT-2 takes for words; ByteLevel's own pattern.</summary>
    public const string GptTwo = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const string Supported = "ByteLevel, Split, Digits, Metaspace, Sequence of these, null";

    public static List<PreTokenizer> Read(Fields root)
    {
        var steps = new List<PreTokenizer>();
        if (root.Object("pre_tokenizer") is { } fields)
        {
            Read(fields, steps);
            if (steps.FindIndex(s => s is PreTokenizer.ByteLevel) is >= 0 and var at && at < steps.Count - 1)
            {
                root.Unsupported.Add(fields.Path, "a Sequence in which something follows ByteLevel", "ByteLevel as the last step");
            }
        }

        return steps;
    }

    private static void Read(Fields fields, List<PreTokenizer> steps)
    {
        switch (fields.Type)
        {
            case "Sequence":
                foreach (var step in fields.Only("type", "pretokenizers").List("pretokenizers"))
                {
                    Read(step, steps);
                }

                break;

            case "ByteLevel":
                fields.Only("type", "add_prefix_space", "trim_offsets", "use_regex");
                steps.Add(new PreTokenizer.ByteLevel(fields.Flag("add_prefix_space") ?? true, fields.Flag("use_regex") ?? true ? Words : null));
                break;

            case "Split":
                ReadSplit(fields.Only("type", "pattern", "behavior", "invert"), steps);
                break;

            case "Digits":
                steps.Add(new PreTokenizer.Digits(fields.Only("type", "individual_digits").Flag("individual_digits") ?? false));
                break;

            case "Metaspace":
                ReadMetaspace(fields.Only("type", "replacement", "add_prefix_space", "prepend_scheme", "split", "str_rep"), steps);
                break;

            default:
                fields.Unsupported.Add($"{fields.Path}.type", $"'{fields.Type}'", Supported);
                break;
        }
    }

    /// <summary><see cref="GptTwo"/>, compiled once.</summary>
    public static SplitPattern Words { get; } = SplitPattern.OfRegex(GptTwo);

    private static void ReadSplit(Fields fields, List<PreTokenizer> steps)
    {
        var behaviour = fields.Needed("behavior");
        if (behaviour is not ("Isolated" or "Removed"))
        {
            fields.Unsupported.Add($"{fields.Path}.behavior", $"'{behaviour}'", "Isolated, Removed");
        }

        var pattern = fields.Object("pattern");
        try
        {
            var read = pattern?.Text("String") is { Length: > 0 } text ? SplitPattern.OfText(text)
                : pattern?.Text("Regex") is { Length: > 0 } regex ? SplitPattern.OfRegex(regex)
                : throw new NotSupportedException("neither a String nor a Regex");
            steps.Add(new PreTokenizer.Split(read, fields.Flag("invert") ?? false, behaviour == "Isolated"));
        }
        catch (NotSupportedException e)
        {
            fields.Unsupported.Add($"{fields.Path}.pattern", e.Message, "patterns that mean the same to .NET and to Oniguruma");
        }
    }

    private static void ReadMetaspace(Fields fields, List<PreTokenizer> steps)
    {
        var replacement = fields.Text("replacement") ?? "\u2581";
        var prefix = fields.Flag("add_prefix_space") ?? true;
        var scheme = fields.Text("prepend_scheme") ?? (prefix ? "always" : "never");
        if (scheme is not ("always" or "never" or "first") || (!prefix && scheme != "never"))
        {
            fields.Unsupported.Add($"{fields.Path}.prepend_scheme", $"'{scheme}' with add_prefix_space {(prefix ? "true" : "false")}", "always, first, or never");
        }

        if (fields.Text("str_rep") is { } other && other != replacement)
        {
            fields.Unsupported.Add($"{fields.Path}.str_rep", $"'{other}'", $"the same as replacement, '{replacement}'");
        }

        steps.Add(new PreTokenizer.Metaspace(replacement, scheme == "always", scheme == "first", fields.Flag("split") ?? true));
    }
}
