using Recount.Cli;

namespace Recount.Tests.Cli;

/// <summary>Runs the command as a shell would, in this process, and keeps what it wrote.</summary>
internal sealed class Terminal(int width = 96)
{
    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>The exit code of one command line.</summary>
    public int Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = RecountCommand.Run(args, new Screen(output, error, width));
        (Out, Error) = (Out + output, Error + error);
        return exit;
    }

    /// <summary>The exit code of a command line as a page prints it: <c>recount explain 'a b'</c>.</summary>
    public int RunPrinted(string line) => Run([.. Words(line).Skip(1)]);

    private static IEnumerable<string> Words(string line) =>
        System.Text.RegularExpressions.Regex.Matches(line, "'([^']*)'|\"([^\"]*)\"|(\\S+)").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Success ? m.Groups[2].Value : m.Value);
}

/// <summary>A folder of its own with specs in it; gone afterwards.</summary>
internal sealed class Desk : IDisposable
{
    public Desk()
    {
        Directory.CreateDirectory(Specs);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("recount-").FullName;

    public string Specs => Path.Combine(Root, "specs");

    public string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Writes a spec; version and paper are added.</summary>
    public string Spec(string name, string body)
    {
        var path = Path.Combine(Specs, name + ".yaml");
        System.IO.File.WriteAllText(path, $"recount: 1\npaper: {{ title: \"A paper\" }}\n{body}");
        return path;
    }

    /// <summary>Writes any file.</summary>
    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Root, true);
}
