namespace Recount.Workspace.Inputs;

/// <summary>What came of asking a server for a file. A closed family.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>The file begins to arrive; the response must be disposed.</summary>
    /// <param name="Url">After redirects.</param>
    /// <param name="From">The first byte that it holds: where it was asked to go on, or 0.</param>
    /// <param name="Total">The length of the whole file, where the server says it.</param>
    /// <param name="Tag">A strong ETag; null where there is none.</param>
    /// <param name="IsDelimited">False when its end cannot be told from a connection that broke.</param>
    public sealed record Body(HttpResponseMessage Response, Uri Url, long From, long? Total, string? Tag, bool IsDelimited) : Answer;

    /// <summary>It cannot go on from where it was asked to: what is here is no beginning of what the server has now.</summary>
    public sealed record OtherVersion : Answer;

    public sealed record None(Fetched Why) : Answer;
}
