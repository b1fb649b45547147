namespace Recount.Printed;

/// <summary>How well a printed number itself is known; the worst of several counts.</summary>
public enum Status
{
    /// <summary>Read in the paper, or in the original data or code.</summary>
    Primary,

    /// <summary>Quoted by others.</summary>
    Secondary,

    /// <summary>Recalled, or found in no source that was read.</summary>
    Unverified,
}

/// <summary>The words of <see cref="Status"/> in specs and reports.</summary>
public static class StatusWords
{
    public static IReadOnlyList<string> All { get; } = ["primary", "secondary", "unverified"];

    public static string Word(this Status status) => All[(int)status];

    public static Status? Named(string word) => All.ToList().IndexOf(word) is var i && i >= 0 ? (Status)i : null;
}
