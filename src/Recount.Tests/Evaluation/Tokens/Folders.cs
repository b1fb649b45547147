namespace Recount.Tests.Evaluation.Tokens;

/// <summary>A folder as a model lies in it; gone afterwards.</summary>
internal sealed class Folders : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("recount-").FullName;

    public void Dispose() => Directory.Delete(Root, true);

    public static Folders With(params (string Name, string Content)[] files)
    {
        var folders = new Folders();
        foreach (var (name, content) in files)
        {
            folders.Write(name, content);
        }

        return folders;
    }

    /// <summary>A made tokenizer, under the name that is looked for.</summary>
    public static Folders Of(string made, params (string Name, string Content)[] files)
    {
        var folders = With(files);
        var source = Directory.EnumerateFiles(ReferenceIds.Made, $"{made}.*").Single(f => !f.EndsWith(".ids.jsonl", StringComparison.Ordinal));
        File.Copy(source, Path.Combine(folders.Root, $"tokenizer{Path.GetExtension(source)}"));
        return folders;
    }

    public void Write(string name, string content)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
