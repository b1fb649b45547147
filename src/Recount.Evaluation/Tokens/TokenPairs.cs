namespace Recount.Evaluation.Tokens;

/// <summary>
/// Encodes contexts with their continuations, as the harnesses do: lm-evaluation-harness at 4e7e0d47f, lighteval at 3fd15266. It may be used by several threads at once.
/// </summary>
public sealed class TokenPairs
{
    private readonly ModelTokenizer _tokenizer;

    private readonly JoinRule _join;

    private readonly BosPolicy _policy;

    private readonly string? _prefixText;

    /// <param name="prefix">Stands for an empty context; null: BOS, else EOS.</param>
    public TokenPairs(ModelTokenizer tokenizer, JoinRule join, BosPolicy policy, int? prefix = null)
    {
        (_tokenizer, _join, _policy) = (tokenizer, join, policy);
        Prefix = prefix ?? tokenizer.Bos ?? tokenizer.Eos;
        _prefixText = Prefix is { } id ? tokenizer.TokenOf(id) : null;
    }

    /// <summary>The token that stands for an empty context; null where there is none.</summary>
    public int? Prefix { get; }

    /// <summary>The ids of a text as a context has them: with special tokens, if the policy adds them.</summary>
    public int[] Encode(string text)
    {
        var isAsked = _policy is BosPolicy.Auto or BosPolicy.Yes || (_policy == BosPolicy.Legacy && _tokenizer.IsGemma);
        var isAdded = isAsked && !(_prefixText is { Length: > 0 } prefix && text.StartsWith(prefix, StringComparison.Ordinal));
        var ids = _tokenizer.Encode(text, isAdded);
        return isAdded && _policy == BosPolicy.Yes && !_tokenizer.AddsBos && _tokenizer.Bos is { } bos ? [bos, .. ids] : ids;
    }

    public TokenPair Of(string context, string continuation) => Of(context, [continuation])[0];

    /// <summary>One pair for each continuation, in their order; the context is encoded once.</summary>
    /// <exception cref="InvalidOperationException">The context is empty, and there is no prefix token.</exception>
    public IReadOnlyList<TokenPair> Of(string context, IReadOnlyList<string> continuations)
    {
        if (context.Length == 0)
        {
            return [.. continuations.Select(AfterNothing)];
        }

        var text = context[..TextEnd(context)];
        var space = context[text.Length..];
        var alone = Encode(text);
        return [.. continuations.Select(c => After(text, alone, space + c))];
    }

    private TokenPair AfterNothing(string continuation)
    {
        var prefix = Prefix ?? throw new InvalidOperationException("an empty context, and the tokenizer names neither BOS nor EOS to stand for it");
        var ids = _tokenizer.Encode(continuation, addSpecial: false);
        return ids is [var first, .. var rest] && first == prefix ? Pair([first], rest, true, continuation) : Pair([prefix], ids, true, "");
    }

    private TokenPair After(string context, int[] alone, string continuation)
    {
        var whole = Encode(context + continuation);
        var isStable = whole.AsSpan().StartsWith(alone);
        switch (_join)
        {
            case JoinRule.LmEval:
                return Pair(alone, whole[Math.Min(alone.Length, whole.Length)..], isStable, context);

            case JoinRule.Lighteval:
                var cut = Math.Min(alone.Length == whole.Length ? Math.Max(alone.Length - 1, 0) : alone.Length, whole.Length);
                return Pair(whole[..cut], whole[cut..], isStable, context);

            default:
                var kept = alone is [.., var last] && last == _tokenizer.Eos ? alone[..^1] : alone;
                return Pair(kept, _tokenizer.Encode(continuation, addSpecial: false), isStable, context);
        }
    }

    private TokenPair Pair(int[] context, int[] continuation, bool isStable, string text) => new(context, continuation, isStable, UseOf(context, continuation, text));

    private BosUse UseOf(int[] context, int[] continuation, string text)
    {
        if (_tokenizer.Bos is not { } bos)
        {
            return BosUse.NoneExists;
        }

        var count = context.Concat(continuation).Take(2).TakeWhile(id => id == bos).Count();
        return count switch
        {
            0 => BosUse.Missing,
            1 => _tokenizer.TokenOf(bos) is { } own && text.StartsWith(own, StringComparison.Ordinal) ? BosUse.InText : BosUse.Added,
            _ => BosUse.Doubled,
        };
    }

    // Python's str.rstrip: Unicode's white space, and the four separators of ASCII that .NET does not count.
    private static int TextEnd(string text)
    {
        var end = text.Length;
        while (end > 0 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is >= '\u001C' and <= '\u001F'))
        {
            end--;
        }

        return end;
    }
}
