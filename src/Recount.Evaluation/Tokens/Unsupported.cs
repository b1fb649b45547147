namespace Recount.Evaluation.Tokens;

/// <summary>
/// What of a tokenizer is not implemented exactly. All of it is collected, so that one message says it all: a tokenizer that is almost right gives scores that look right.
/// </summary>
internal sealed class Unsupported
{
    private readonly List<string> _parts = [];

    /// <param name="part">Where it stands, as a path in the file: <c>pre_tokenizer.type</c>.</param>
    /// <param name="supported">What could stand there instead.</param>
    public void Add(string part, string what, string supported) => _parts.Add($"{part} is {what}; supported: {supported}");

    /// <exception cref="NotSupportedException">Something was added.</exception>
    public void Refuse(string file)
    {
        if (_parts.Count > 0)
        {
            throw new NotSupportedException(
                $"{file}: this tokenizer cannot be reproduced exactly, so it is not used. {string.Join(". ", _parts.Distinct(StringComparer.Ordinal))}.");
        }
    }
}
