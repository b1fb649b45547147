using System.Text;

namespace VerifyTests;

/// <summary>How one snapshot is named and cleaned before it is compared.</summary>
public sealed class VerifySettings
{
    internal string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    internal object?[] Parameters { get; private set; } = [];

    internal List<Action<StringBuilder>> Scrubbers { get; } = [];

    /// <summary>The folder of the file; relative to the folder of the test's source.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>The file's name before <c>.verified.</c>; left out, type and method of the test.</summary>
    public void UseFileName(string fileName) => FileName = fileName;

    /// <summary>Arguments of the test that belong to the file's name.</summary>
    public void UseParameters(params object?[] parameters) => Parameters = parameters;

    /// <summary>Changes the text before it is compared: takes out what differs from run to run.</summary>
    public void AddScrubber(Action<StringBuilder> scrubber) => Scrubbers.Add(scrubber);
}
