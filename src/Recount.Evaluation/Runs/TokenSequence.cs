using System.Runtime.InteropServices;

namespace Recount.Evaluation.Runs;

/// <summary>
/// What a model is asked about one continuation: all tokens, and how many at the end are scored. Too long a context loses its beginning, as in
/// lm-evaluation-harness: the last <c>max length + 1</c> tokens are kept, the last of which is never an input. Two are equal that ask the model the same, whatever was cut.
/// </summary>
public sealed class TokenSequence : IEquatable<TokenSequence>
{
    // Of hundreds of tokens, and asked for again and again.
    private readonly int _hash;

    private TokenSequence(int[] tokens, int scored, int cut)
    {
        (Tokens, Scored, Cut) = (tokens, scored, cut);
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes<int>(tokens));
        hash.Add(scored);
        _hash = hash.ToHashCode();
    }

    /// <summary>Context and continuation, without what was cut.</summary>
    public int[] Tokens { get; }

    /// <summary>Tokens of the continuation: the last of <see cref="Tokens"/>.</summary>
    public int Scored { get; }

    /// <summary>Tokens of the context that were cut off its left.</summary>
    public int Cut { get; }

    /// <summary>What goes into the model: all but the last.</summary>
    public ReadOnlySpan<int> Inputs => Tokens.AsSpan(0, Tokens.Length - 1);

    /// <summary>Joins a context and a continuation.</summary>
    /// <param name="context">At least one token.</param>
    /// <param name="continuation">At least one token, at most <paramref name="maxLength"/>.</param>
    /// <param name="maxLength">Positions that the model has.</param>
    /// <exception cref="ArgumentException">One of them has too few or too many tokens.</exception>
    public static TokenSequence Of(ReadOnlySpan<int> context, ReadOnlySpan<int> continuation, int maxLength)
    {
        if (context.IsEmpty)
        {
            throw new ArgumentException("A continuation is scored after at least one token.", nameof(context));
        }

        if (continuation.IsEmpty || continuation.Length > maxLength)
        {
            throw new ArgumentException($"A continuation has 1 to {maxLength} tokens, not {continuation.Length}.", nameof(continuation));
        }

        var cut = Math.Max(0, context.Length + continuation.Length - (maxLength + 1));
        return new([.. context[cut..], .. continuation], continuation.Length, cut);
    }

    public bool Equals(TokenSequence? other) => other is not null && (ReferenceEquals(this, other) ||
        (_hash == other._hash && Scored == other.Scored && Tokens.AsSpan().SequenceEqual(other.Tokens)));

    public override bool Equals(object? obj) => Equals(obj as TokenSequence);

    public override int GetHashCode() => _hash;
}
