import { SearchX } from "lucide-react";
import { Link } from "wouter";
import { texts } from "../texts/index.ts";
import { Empty } from "../ui/Empty.tsx";

export function NotFound() {
  const t = texts.common.notFound;
  return (
    <Empty icon={<SearchX />} title={t.title} actions={<Link href="/apps">{t.back}</Link>}>
      {t.text}
    </Empty>
  );
}
