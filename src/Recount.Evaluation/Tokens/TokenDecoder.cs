using System.Globalization;
using System.Text;

namespace Recount.Evaluation.Tokens;

/// <summary>One step from tokens back to text: the <c>decoder</c> of a tokenizer.json. A closed family; each step takes a list of texts and gives another.</summary>
internal abstract record TokenDecoder
{
    private const string Supported = "ByteLevel, ByteFallback, Fuse, Metaspace, Replace of a String, Strip, Sequence of these, null";

    private TokenDecoder()
    {
    }

    public abstract List<string> Apply(List<string> tokens);

    /// <summary>The steps; null where there are none, and tokens are joined by spaces.</summary>
    public static IReadOnlyList<TokenDecoder>? Read(Fields root) => root.Object("decoder") is { } fields ? [.. All(fields)] : null;

    private static IEnumerable<TokenDecoder> All(Fields fields)
    {
        switch (fields.Type)
        {
            case "Sequence":
                return fields.List("decoders").SelectMany(All).ToList();
            case "ByteLevel":
                return [new Bytes()];
            case "ByteFallback":
                return [new Fallback()];
            case "Fuse":
                return [new Fuse()];
            case "Metaspace":
                var isFirst = fields.Text("prepend_scheme") is { } scheme ? scheme != "never" : fields.Flag("add_prefix_space") ?? true;
                return [new Spaces(fields.Text("replacement") ?? "\u2581", isFirst)];
            case "Replace" when fields.Object("pattern")?.Text("String") is { Length: > 0 } old:
                return [new Replace(old, fields.Needed("content"))];
            case "Strip" when fields.Needed("content") is { Length: 1 } content:
                return [new Strip(content[0], fields.Number("start") ?? 0, fields.Number("stop") ?? 0)];
            default:
                fields.Unsupported.Add($"{fields.Path}.type", $"'{fields.Type}'", Supported);
                return [];
        }
    }

    /// <summary>GPT-2's spelling of bytes; what is no UTF-8 becomes U+FFFD.</summary>
    public sealed record Bytes : TokenDecoder
    {
        public override List<string> Apply(List<string> tokens) => [Encoding.UTF8.GetString([.. tokens.SelectMany(ByteSpelling.BytesOf)])];
    }

    /// <summary>Runs of tokens such as <c>&lt;0x0A&gt;</c> are bytes; a run that is no UTF-8 becomes as many U+FFFD.</summary>
    public sealed record Fallback : TokenDecoder
    {
        private static readonly UTF8Encoding Strict = new(false, true);

        public override List<string> Apply(List<string> tokens)
        {
            var (texts, bytes) = (new List<string>(), new List<byte>());
            foreach (var token in tokens)
            {
                if (token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
                    && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
                {
                    bytes.Add(b);
                    continue;
                }

                Flush(bytes, texts);
                texts.Add(token);
            }

            Flush(bytes, texts);
            return texts;
        }

        private static void Flush(List<byte> bytes, List<string> texts)
        {
            try
            {
                texts.Add(Strict.GetString([.. bytes]));
            }
            catch (DecoderFallbackException)
            {
                texts.AddRange(Enumerable.Repeat("\uFFFD", bytes.Count));
            }

            bytes.Clear();
        }
    }

    public sealed record Fuse : TokenDecoder
    {
        public override List<string> Apply(List<string> tokens) => [string.Concat(tokens)];
    }

    /// <summary>The visible character is a space again; in the first token it is none, where the tokenizer put it there.</summary>
    public sealed record Spaces(string Replacement, bool IsPrepended) : TokenDecoder
    {
        public override List<string> Apply(List<string> tokens) =>
            [.. tokens.Select((t, i) => t.Replace(Replacement, i == 0 && IsPrepended ? "" : " ", StringComparison.Ordinal))];
    }

    public sealed record Replace(string Old, string New) : TokenDecoder
    {
        public override List<string> Apply(List<string> tokens) => [.. tokens.Select(t => t.Replace(Old, New, StringComparison.Ordinal))];
    }

    /// <summary>Takes at most so many of a character off either end of each text.</summary>
    public sealed record Strip(char Content, int Start, int Stop) : TokenDecoder
    {
        public override List<string> Apply(List<string> tokens) => [.. tokens.Select(Stripped)];

        private string Stripped(string token)
        {
            var (start, end) = (0, token.Length);
            while (start < Start && start < end && token[start] == Content)
            {
                start++;
            }

            while (token.Length - end < Stop && end > start && token[end - 1] == Content)
            {
                end--;
            }

            return token[start..end];
        }
    }
}
