import { CallPage } from '../components/call-page';

export default function Page() {
  return <CallPage />;
}
