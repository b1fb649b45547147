namespace Recount.Tests.Workspace.Data;

/// <summary>A folder for the files of one test; it goes with it.</summary>
internal sealed class Temporary : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recount-items-");

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    public void Dispose() => _folder.Delete(true);
}
